import { lastAffiliateId, segment } from '../parts/fields.ts';
import { scheduledEvent } from '../parts/scheduled-event.ts';

export const body = {
  type: 'object',
  additionalProperties: false,
  properties: { ...scheduledEvent, segment, after: lastAffiliateId },
  if: { required: ['time'] },
  // biome-ignore lint/suspicious/noThenProperty: it is a word of JSON Schema.
  then: { properties: { segment: { not: {}, description: 'left out, because the time says which it is' } } },
} as const;

/**
 * The schedule says what `time` it is, and means the segment of that hour. A person means the whole table, or
 * one `segment` of it, from the affiliate `after` on.
 */
export interface ReconcileOrder {
  time?: string;
  segment?: number;
  after?: string;
}

export interface Request {
  body: ReconcileOrder;
}
