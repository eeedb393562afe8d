import { reason, transactionId } from '../parts/fields.ts';

const payout_id = {
  type: 'string',
  minLength: 1,
  maxLength: 128,
  description: 'the id of a payout',
} as const;

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
  type: 'payout.completed' | 'payout.failed';
  data: { payout_id: string; transaction_id?: string; reason?: string };
}
