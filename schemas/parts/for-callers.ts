import { amountInQuery, limit, payoutStatus, payoutStatuses, rowLimit } from './fields.ts';

/**
 * What a caller means by the parts of a query that arrive as text. A test holds both forms together: whatever
 * one of them accepts, the other one accepts too.
 */
export const NUMBERS_FOR_CALLERS = new Map<object, object>([
  [limit, { type: 'integer', minimum: 1, maximum: 100, default: 100 }],
  [rowLimit, { type: 'integer', minimum: 1, maximum: 10_000, default: 10_000 }],
  [amountInQuery, { type: 'integer', minimum: 0, maximum: 999_999_999_999_999 }],
]);

const oneStatus = { enum: payoutStatus.enum, description: 'A status. This list is closed.' } as const;

/** The same for what stands in one part of a query, separated by commas: one of its items, or several. */
export const LISTS_FOR_CALLERS = new Map<object, object>([
  [payoutStatuses, { anyOf: [oneStatus, { type: 'array', items: oneStatus, minItems: 1 }] }],
]);
