import type { FromSchema } from 'json-schema-to-ts';

/** Any id: one that no affiliate has is not found, and not invalid. */
export const path = {
  type: 'object',
  required: ['affiliate_id'],
  properties: { affiliate_id: { type: 'string' } },
} as const;

export interface Request {
  path: FromSchema<typeof path>;
}
