import type { FromSchema } from 'json-schema-to-ts';
import { affiliateId } from '../parts/fields.ts';
import { query as listQuery } from './list-payouts.ts';

export const query = {
  ...listQuery,
  properties: { ...listQuery.properties, affiliate_id: affiliateId },
} as const;

export interface Request {
  query: FromSchema<typeof query>;
}
