import type { FromSchema } from 'json-schema-to-ts';

/** What we read of a webhook: what happened, and to which item or batch. What it says of money is not looked at. */
export const schema = {
  type: 'object',
  required: ['id', 'event_type', 'resource'],
  properties: {
    id: { type: 'string', minLength: 1, maxLength: 256 },
    event_type: { type: 'string' },
    resource: {
      type: 'object',
      properties: {
        payout_item_id: { type: 'string', minLength: 1, maxLength: 256 },
        payout_item: { type: 'object', properties: { sender_item_id: { type: 'string' } } },
        batch_header: {
          type: 'object',
          properties: { payout_batch_id: { type: 'string', minLength: 1, maxLength: 256 } },
        },
      },
    },
  },
} as const;

export type Valid = FromSchema<typeof schema>;
