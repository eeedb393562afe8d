import type { FromSchema } from 'json-schema-to-ts';
import { cursor, limit, payoutStatus } from '../parts/fields.ts';

export const listQuery = {
  type: 'object',
  additionalProperties: false,
  properties: { limit, cursor, status: payoutStatus },
} as const;

export const schema = { type: 'object', properties: { queryStringParameters: listQuery } } as const;

export type Valid = FromSchema<typeof schema>;
