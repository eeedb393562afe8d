import type { FromSchema } from 'json-schema-to-ts';
import { cursor, dateOrTime, limit, payoutStatuses } from '../parts/fields.ts';

export const query = {
  type: 'object',
  additionalProperties: false,
  properties: { limit, cursor, status: payoutStatuses, from: dateOrTime, to: dateOrTime },
} as const;

export interface Request {
  query: FromSchema<typeof query>;
}
