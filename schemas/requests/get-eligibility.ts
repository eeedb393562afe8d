import type { FromSchema } from 'json-schema-to-ts';
import { amountInQuery } from '../parts/fields.ts';

export const query = {
  type: 'object',
  additionalProperties: false,
  properties: { amount: amountInQuery },
} as const;

export interface Request {
  query: FromSchema<typeof query>;
}
