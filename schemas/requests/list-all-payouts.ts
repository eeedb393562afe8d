import type { FromSchema } from 'json-schema-to-ts';
import { affiliateId } from '../parts/fields.ts';
import { listQuery } from './list-payouts.ts';

export const schema = {
  type: 'object',
  properties: {
    queryStringParameters: {
      ...listQuery,
      properties: { ...listQuery.properties, affiliate_id: affiliateId },
    },
  },
} as const;

export type Valid = FromSchema<typeof schema>;
