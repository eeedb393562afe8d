import type { FromSchema } from 'json-schema-to-ts';

/** Any id: one that no run has is not found, and not invalid. */
export const path = {
  type: 'object',
  required: ['run_id'],
  properties: { run_id: { type: 'string' } },
} as const;

export interface Request {
  path: FromSchema<typeof path>;
}
