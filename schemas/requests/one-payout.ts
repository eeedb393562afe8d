import type { FromSchema } from 'json-schema-to-ts';

/** Any id: one that no payout has is not found, and not invalid. */
export const onePayout = {
  type: 'object',
  required: ['payout_id'],
  properties: { payout_id: { type: 'string' } },
} as const;

export const schema = {
  type: 'object',
  required: ['pathParameters'],
  properties: { pathParameters: onePayout },
} as const;

export type Valid = FromSchema<typeof schema>;
