import type { FromSchema } from 'json-schema-to-ts';

/** The items are read one by one: one that we do not understand says nothing of its batch. */
export const schema = {
  type: 'object',
  required: ['batch_header'],
  properties: {
    batch_header: {
      type: 'object',
      required: ['payout_batch_id', 'batch_status'],
      properties: {
        payout_batch_id: { type: 'string', minLength: 1 },
        batch_status: { type: 'string' },
        sender_batch_header: {},
      },
    },
    items: {},
  },
} as const;

export type Valid = FromSchema<typeof schema>;
