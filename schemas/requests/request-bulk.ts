import type { FromSchema } from 'json-schema-to-ts';
import { idempotencyHeaders, payoutRequest } from './request-payout.ts';

export const schema = {
  type: 'object',
  required: ['body'],
  properties: {
    body: {
      type: 'object',
      required: ['payouts'],
      additionalProperties: false,
      properties: {
        payouts: {
          type: 'array',
          minItems: 1,
          maxItems: 20,
          items: payoutRequest,
          description: 'a list of 1 to 20 requests',
        },
      },
    },
    headers: idempotencyHeaders,
  },
} as const;

export type Valid = FromSchema<typeof schema>;
