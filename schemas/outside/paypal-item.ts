import type { FromSchema } from 'json-schema-to-ts';

export const paypalItem = {
  type: 'object',
  required: ['payout_item_id', 'transaction_status', 'payout_batch_id', 'payout_item'],
  properties: {
    payout_item_id: { type: 'string', minLength: 1 },
    payout_batch_id: { type: 'string', minLength: 1 },
    transaction_id: { type: 'string', minLength: 1 },
    transaction_status: { type: 'string', minLength: 1 },
    payout_item: {
      type: 'object',
      required: ['amount', 'receiver', 'sender_item_id'],
      properties: {
        amount: {
          type: 'object',
          required: ['currency', 'value'],
          properties: { currency: { type: 'string' }, value: { type: 'string' } },
        },
        receiver: { type: 'string' },
        sender_item_id: { type: 'string' },
      },
    },
    errors: {
      type: 'object',
      properties: { name: { type: 'string' }, message: { type: 'string' } },
    },
  },
} as const;

export const schema = paypalItem;

export type Valid = FromSchema<typeof schema>;
