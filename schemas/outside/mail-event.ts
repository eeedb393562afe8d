import type { FromSchema } from 'json-schema-to-ts';

const addresses = {
  type: 'array',
  items: {
    type: 'object',
    required: ['emailAddress'],
    properties: { emailAddress: { type: 'string', minLength: 1, maxLength: 320 } },
  },
} as const;

/** What we read of an event that SES publishes: what became of which letter. */
export const schema = {
  type: 'object',
  required: ['eventType', 'mail'],
  properties: {
    eventType: { type: 'string' },
    mail: {
      type: 'object',
      properties: {
        tags: {
          type: 'object',
          properties: { payout: { type: 'array', items: { type: 'string' } } },
        },
      },
    },
    bounce: {
      type: 'object',
      required: ['bounceType', 'bouncedRecipients'],
      properties: { bounceType: { type: 'string' }, bouncedRecipients: addresses },
    },
    complaint: {
      type: 'object',
      required: ['complainedRecipients'],
      properties: { complainedRecipients: addresses },
    },
  },
} as const;

export type Valid = FromSchema<typeof schema>;
