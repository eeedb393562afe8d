import type { FromSchema } from 'json-schema-to-ts';

/** Any id: one that no payout has is not found, and not invalid. */
export const path = {
  type: 'object',
  required: ['payout_id'],
  properties: { payout_id: { type: 'string' } },
} as const;

export interface Request {
  path: FromSchema<typeof path>;
}
