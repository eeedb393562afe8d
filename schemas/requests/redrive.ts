export const body = {
  type: 'object',
  required: ['payout_ids'],
  additionalProperties: false,
  properties: {
    payout_ids: {
      type: 'array',
      items: { type: 'string', minLength: 1, maxLength: 128, description: 'the id of a payout' },
      minItems: 1,
      maxItems: 100,
      description: '1 to 100 ids of payouts',
    },
  },
} as const;

export interface Request {
  body: { payout_ids: string[] };
}
