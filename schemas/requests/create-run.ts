import type { FromSchema } from 'json-schema-to-ts';
import { affiliateId, dateOrTime } from '../parts/fields.ts';
import { form } from '../parts/run-fields.ts';

const payoutId = { type: 'string', minLength: 1, description: 'the id of a payout' } as const;

export const body = {
  type: 'object',
  required: ['form'],
  additionalProperties: false,
  properties: {
    form,
    payout_ids: {
      type: 'array',
      minItems: 1,
      maxItems: 1000,
      items: payoutId,
      description: 'a list of 1 to 1000 ids of payouts',
    },
    filter: {
      type: 'object',
      additionalProperties: false,
      properties: { from: dateOrTime, to: dateOrTime, affiliate_id: affiliateId },
      description: 'an object with from, to and affiliate_id, each of which may be left out',
    },
  },
} as const;

export type RunRequest = FromSchema<typeof body>;

export interface Request {
  body: RunRequest;
}
