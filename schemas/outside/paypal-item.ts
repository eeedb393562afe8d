import type { FromSchema } from 'json-schema-to-ts';

/**
 * What decides how a payout ends must be there. What does not may have any form: it must not keep money
 * waiting.
 */
export const schema = {
  type: 'object',
  required: ['payout_item_id', 'transaction_status', 'payout_batch_id', 'payout_item'],
  properties: {
    payout_item_id: { type: 'string', minLength: 1 },
    payout_batch_id: { type: 'string', minLength: 1 },
    transaction_id: {},
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
    errors: {},
  },
} as const;

export type Valid = FromSchema<typeof schema>;
