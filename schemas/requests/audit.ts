import { lastAffiliateId } from '../parts/fields.ts';

const TABLES = ['affiliates', 'balances', 'payouts'] as const;

export const body = {
  type: 'object',
  additionalProperties: false,
  properties: {
    stage: {
      enum: ['tables', ...TABLES, 'groups'],
      description: 'tables, affiliates, balances, payouts or groups',
    },
    after: lastAffiliateId,
  },
  if: { required: ['after'] },
  // biome-ignore lint/suspicious/noThenProperty: it is a word of JSON Schema.
  then: {
    required: ['stage'],
    properties: { stage: { enum: TABLES, description: 'affiliates, balances or payouts, because of after' } },
  },
} as const;

/** Where an audit goes on: the `next` of a report. A person who gives nothing means all of it. */
export interface AuditOrder {
  stage?: 'tables' | 'affiliates' | 'balances' | 'payouts' | 'groups';
  after?: string;
}

export interface Request {
  body: AuditOrder;
}
