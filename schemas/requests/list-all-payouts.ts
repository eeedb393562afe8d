import type { FromSchema } from 'json-schema-to-ts';
import {
  affiliateId,
  dateOrTime,
  paymentEmail,
  paymentMethod,
  receiptNumber,
  transactionId,
} from '../parts/fields.ts';
import { query as listQuery } from './list-payouts.ts';

export const query = {
  ...listQuery,
  properties: {
    ...listQuery.properties,
    affiliate_id: affiliateId,
    payment_method: paymentMethod,
    payment_email: paymentEmail,
    transaction_id: transactionId,
    receipt_number: receiptNumber,
    ended_from: dateOrTime,
    ended_to: dateOrTime,
  },
} as const;

export interface Request {
  query: FromSchema<typeof query>;
}
