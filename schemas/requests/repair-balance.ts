import { affiliateId, operator, reason } from '../parts/fields.ts';

/** Whatever stands in the row, be it no number: it is compared, and never counted with. */
const counter = {} as const;

/** Wrapped like a request, so that its faults are told like a request's. */
export const schema = {
  type: 'object',
  required: ['body'],
  properties: {
    body: {
      type: 'object',
      required: ['affiliate_id', 'by', 'reason', 'counters'],
      additionalProperties: false,
      properties: {
        affiliate_id: affiliateId,
        by: operator,
        reason,
        counters: {
          type: 'object',
          description: "the difference's counters, as the report has them",
          additionalProperties: false,
          properties: { committed: counter, paid: counter, held: counter, payout_count: counter },
        },
      },
    },
  },
} as const;

export interface RepairOrder {
  affiliate_id: string;
  by: string;
  reason: string;
  counters: { committed?: unknown; paid?: unknown; held?: unknown; payout_count?: unknown };
}

export interface Valid {
  body: RepairOrder;
}
