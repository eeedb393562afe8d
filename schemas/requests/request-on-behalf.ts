import type { FromSchema } from 'json-schema-to-ts';
import { affiliateId, reference } from '../parts/fields.ts';
import { body as requestBody } from './request-payout.ts';

export const body = {
  ...requestBody,
  required: ['affiliate_id', 'amount', 'reference'],
  properties: { affiliate_id: affiliateId, reference, ...requestBody.properties },
} as const;

export type PayoutOnBehalf = FromSchema<typeof body>;

export interface Request {
  body: PayoutOnBehalf;
}
