import { type Request as OneRequest, type PayoutRequest, body as payoutRequest } from './request-payout.ts';

export { headers } from './request-payout.ts';

export const body = {
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
} as const;

export interface Request extends Omit<OneRequest, 'body'> {
  body: { payouts: PayoutRequest[] };
}
