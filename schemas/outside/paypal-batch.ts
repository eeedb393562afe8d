import type { FromSchema } from 'json-schema-to-ts';
import { paypalItem } from './paypal-item.ts';

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
        sender_batch_header: { type: 'object', properties: { sender_batch_id: { type: 'string' } } },
      },
    },
    items: { type: 'array', items: paypalItem },
  },
} as const;

export type Valid = FromSchema<typeof schema>;
