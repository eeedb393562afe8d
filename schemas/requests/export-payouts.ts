import type { FromSchema } from 'json-schema-to-ts';
import { rowLimit } from '../parts/fields.ts';
import { query as listQuery } from './list-payouts.ts';

export const query = {
  ...listQuery,
  properties: { ...listQuery.properties, limit: rowLimit },
} as const;

export interface Request {
  query: FromSchema<typeof query>;
}
