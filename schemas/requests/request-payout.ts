import type { FromSchema } from 'json-schema-to-ts';
import { amount, idempotencyKey, paymentEmail, paymentMethod, scheduledFor } from '../parts/fields.ts';

export const body = {
  type: 'object',
  required: ['amount'],
  additionalProperties: false,
  properties: {
    amount,
    payment_method: paymentMethod,
    payment_email: paymentEmail,
    scheduled_for: scheduledFor,
  },
} as const;

export const headers = {
  type: 'object',
  properties: { 'idempotency-key': idempotencyKey },
} as const;

export type PayoutRequest = FromSchema<typeof body>;

export interface Request {
  body: PayoutRequest;
  headers: FromSchema<typeof headers>;
}
