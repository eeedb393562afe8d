import type { FromSchema } from 'json-schema-to-ts';
import { amount, idempotencyKey, paymentEmail, paymentMethod, scheduledFor } from '../parts/fields.ts';

export const payoutRequest = {
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

export const idempotencyHeaders = {
  type: 'object',
  properties: { 'idempotency-key': idempotencyKey },
} as const;

export const schema = {
  type: 'object',
  required: ['body'],
  properties: { body: payoutRequest, headers: idempotencyHeaders },
} as const;

export type PayoutRequest = FromSchema<typeof payoutRequest>;
export type Valid = FromSchema<typeof schema>;
