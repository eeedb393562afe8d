import { describe, expect, it } from 'vitest';
import type { HistoryEntry, Payout, PayoutStatus } from '../../libs/payouts/payout.ts';
import { type Action, isTaken, type Step } from '../../libs/payouts/transitions.ts';

const AT = '2026-03-01T12:00:00.000Z';
const WORDS = { reason: 'No such account.', notes: 'Told by phone.' };

/** A payout that an admin brought to the last of these statuses, with these words. */
function endedAfter(statuses: PayoutStatus[], words: object = WORDS): Payout {
  const history = statuses.map((status, index): HistoryEntry => {
    const isLast = index === statuses.length - 1;
    return { id: `step-${index}`, status, at: AT, by: 'admin', role: 'admin', ...(isLast && words) };
  });
  const status = statuses.at(-1) ?? 'pending';
  return { payout_id: 'P', affiliate_id: 'aff', amount: 5000, status, history, transaction_id: 'T-1' };
}

const step = (action: Action, facts: Partial<Step> = WORDS): Step => ({
  action,
  id: 'another',
  at: AT,
  by: 'admin',
  role: 'admin',
  ...facts,
});

const FAILED = endedAfter(['pending', 'processing', 'failed']);
const RETURNED = endedAfter(['pending', 'processing', 'completed', 'failed']);
const COMPLETED = endedAfter(['pending', 'processing', 'completed'], {});

describe('an end that is asked for again', () => {
  it.each<[string, Payout, Step, boolean]>([
    ['the same failure', FAILED, step('fail'), true],
    ['the same return', RETURNED, step('return'), true],
    ['a failure of what came back', RETURNED, step('fail'), false],
    ['a return of what failed', FAILED, step('return'), false],
    ['a failure by another admin', FAILED, step('fail', { ...WORDS, by: 'other' }), false],
    ['a failure for another reason', FAILED, step('fail', { ...WORDS, reason: 'Closed.' }), false],
    ['a failure with other notes', FAILED, step('fail', { reason: WORDS.reason }), false],
    ['the same payment', COMPLETED, step('complete', { transaction_id: 'T-1' }), true],
    ['the same payment, by another', COMPLETED, step('complete', { transaction_id: 'T-1', by: 'x' }), true],
    ['another payment', COMPLETED, step('complete', { transaction_id: 'T-2' }), false],
    ['a payment without an id', COMPLETED, step('complete', {}), false],
    ['a start', endedAfter(['pending', 'processing'], {}), step('start', {}), false],
    ['a cancel', endedAfter(['pending', 'cancelled'], {}), step('cancel', {}), false],
    ['a step with the id of one that was taken', COMPLETED, step('start', { id: 'step-1' }), true],
  ])('is taken already if it is the same in its words: %s', (_, payout, again, expected) =>
    expect(isTaken(payout, again)).toBe(expected),
  );
});
