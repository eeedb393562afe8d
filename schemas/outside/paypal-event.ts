import type { FromSchema } from 'json-schema-to-ts';

/** An id of PayPal's. It becomes part of an address, so nothing in it may lead elsewhere. */
const paypalId = { type: 'string', pattern: '^[\\w-]{1,256}$' } as const;

/**
 * What we read of a webhook: what happened, and to which item or batch. What it says of money is not looked
 * at.
 */
export const schema = {
  type: 'object',
  required: ['id', 'event_type', 'resource'],
  properties: {
    id: { type: 'string', minLength: 1, maxLength: 256 },
    event_type: { type: 'string' },
    resource: {
      type: 'object',
      properties: {
        payout_item_id: paypalId,
        payout_item: { type: 'object', properties: { sender_item_id: { type: 'string' } } },
        batch_header: {
          type: 'object',
          properties: { payout_batch_id: paypalId },
        },
      },
    },
  },
} as const;

export type Valid = FromSchema<typeof schema>;
