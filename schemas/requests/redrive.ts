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
    mail_again: { const: true, description: 'true' },
  },
} as const;

/** With `mail_again`, letters go to the addresses of these payouts again, which had been stopped. */
export interface Request {
  body: { payout_ids: string[]; mail_again?: true };
}
