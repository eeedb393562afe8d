import { reason, transactionId } from '../parts/fields.ts';

const payout_id = {
  type: 'string',
  minLength: 1,
  maxLength: 128,
  description: 'the id of a payout',
} as const;

/** What we understand of what a bank partner tells. */
export const EVENT_TYPES = ['payout.completed', 'payout.failed'] as const;

export const schema = {
  type: 'object',
  required: ['type', 'data'],
  discriminator: { propertyName: 'type' },
  description: 'an event: payout.completed or payout.failed',
  oneOf: [
    {
      properties: {
        type: { const: 'payout.completed' },
        data: {
          type: 'object',
          required: ['payout_id'],
          properties: { payout_id, transaction_id: transactionId },
        },
      },
    },
    {
      properties: {
        type: { const: 'payout.failed' },
        data: { type: 'object', required: ['payout_id'], properties: { payout_id, reason } },
      },
    },
  ],
} as const;

export interface Valid {
  type: (typeof EVENT_TYPES)[number];
  data: { payout_id: string; transaction_id?: string; reason?: string };
}
