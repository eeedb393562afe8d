import type { FromSchema } from 'json-schema-to-ts';
import { cursor, limit } from '../parts/fields.ts';

export const query = {
  type: 'object',
  additionalProperties: false,
  properties: { limit, cursor },
} as const;

export interface Request {
  query: FromSchema<typeof query>;
}
