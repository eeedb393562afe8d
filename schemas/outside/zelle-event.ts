import { reason, transactionId } from '../parts/fields.ts';

const payout_id = {
  type: 'string',
  minLength: 1,
  maxLength: 128,
  description: 'the id of a payout',
} as const;

/** What we understand of what a bank partner tells. */
export const EVENT_TYPES = ['payout.completed', 'payout.failed', 'payout.returned'] as const;

const eventWith = (type: string, members: object) => ({
  properties: {
    type: { const: type },
    data: { type: 'object', required: ['payout_id'], properties: { payout_id, ...members } },
  },
});

export const schema = {
  type: 'object',
  required: ['type', 'data'],
  discriminator: { propertyName: 'type' },
  description: 'an event: payout.completed, payout.failed or payout.returned',
  oneOf: [
    eventWith('payout.completed', { transaction_id: transactionId }),
    eventWith('payout.failed', { reason }),
    eventWith('payout.returned', { reason }),
  ],
};

export interface Valid {
  type: (typeof EVENT_TYPES)[number];
  data: { payout_id: string; transaction_id?: string; reason?: string };
}
