import { affiliateId, operator, reason } from '../parts/fields.ts';

/** Anything may stand in the row, even text: it is compared, and never counted with. */
const counter = {} as const;

export const body = {
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
} as const;

export interface RepairOrder {
  affiliate_id: string;
  by: string;
  reason: string;
  counters: { committed?: unknown; paid?: unknown; held?: unknown; payout_count?: unknown };
}

export interface Request {
  body: RepairOrder;
}
