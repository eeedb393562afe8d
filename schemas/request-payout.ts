import type { FromSchema } from 'json-schema-to-ts';
import { amount, idempotencyKey, paymentEmail, paymentMethod } from './fields.ts';

const body = {
  type: 'object',
  required: ['amount'],
  additionalProperties: false,
  properties: { amount, payment_method: paymentMethod, payment_email: paymentEmail },
} as const;

export const schema = {
  type: 'object',
  required: ['body'],
  properties: {
    body,
    headers: { type: 'object', properties: { 'idempotency-key': idempotencyKey } },
  },
} as const;

export type RequestPayoutBody = FromSchema<typeof body>;
export type Valid = FromSchema<typeof schema>;
