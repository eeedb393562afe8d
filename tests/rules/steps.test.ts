import { describe, expect, it } from 'vitest';
import type { HistoryEntry, Payout, RecordedStatus } from '../../libs/payouts/payout.ts';
import {
  type Action,
  afterStep,
  entriesOf,
  isTaken,
  requireTransition,
  type Step,
} from '../../libs/payouts/transitions.ts';

const AT = '2026-03-01T12:00:00.000Z';
const BEFORE = '2026-02-01T12:00:00.000Z';

/** A payout of $10.00 that became this by steps of ours. */
const payoutThatIs = (status: RecordedStatus): Payout => ({
  payout_id: 'p',
  affiliate_id: 'a',
  amount: 1000,
  status,
  affiliate_status: `${status}#a`,
  counted_amount: 1000,
  history: [{ id: 'before', status, at: BEFORE, by: 'ada', role: 'owner' }],
});

const stepOf = (action: Action, facts: Partial<Step> = {}): Step => ({
  id: 'step',
  action,
  at: AT,
  by: 'admin-1',
  role: 'admin',
  ...facts,
});

const take = (payout: Payout, step: Step): Payout =>
  afterStep(payout, step, requireTransition(payout.status, step.action, step.role));

const REASON = { reason: 'No such account.' };
const ENDED = { processed_at: AT, processed_by: 'admin-1' };

describe('the payout after a step', () => {
  it.each<[string, RecordedStatus, Step, RecordedStatus, Partial<Payout>, Partial<HistoryEntry>]>([
    ['a release', 'scheduled', stepOf('release', { by: 'clock', role: 'schedule' }), 'pending', {}, {}],
    [
      'a cancel, which ends it',
      'pending',
      stepOf('cancel', { by: 'ada', role: 'owner' }),
      'cancelled',
      { processed_at: AT, ended_as: 'cancelled', ended_at: AT },
      {},
    ],
    [
      'a start, which names the admin, the provider and the run',
      'pending',
      stepOf('start', { rail: 'paypal', run_id: 'run' }),
      'processing',
      { processed_by: 'admin-1', rail: 'paypal', run_id: 'run', search_receipt: 'R-P' },
      {},
    ],
    [
      'a start by hand, whose reason is an override and no failure',
      'pending',
      stepOf('start', REASON),
      'processing',
      { processed_by: 'admin-1', search_receipt: 'R-P' },
      REASON,
    ],
    [
      'a payment by hand',
      'processing',
      stepOf('complete', { transaction_id: 'T-1', notes: 'Thanks.' }),
      'completed',
      {
        ...ENDED,
        transaction_id: 'T-1',
        notes: 'Thanks.',
        search_transaction: 'T-1',
        search_receipt: 'R-P',
        ended_as: 'completed',
        ended_at: AT,
      },
      { transaction_id: 'T-1', notes: 'Thanks.' },
    ],
    [
      'a payment by the provider, which names no admin',
      'processing',
      stepOf('complete', { by: 'paypal', role: 'provider' }),
      'completed',
      { processed_at: AT, search_receipt: 'R-P', ended_as: 'completed', ended_at: AT },
      {},
    ],
    [
      'a failure, with its reason',
      'processing',
      stepOf('fail', REASON),
      'failed',
      { ...ENDED, failure_reason: REASON.reason, search_receipt: 'R-P', ended_as: 'failed', ended_at: AT },
      REASON,
    ],
    [
      'a failure without a reason',
      'pending',
      stepOf('fail'),
      'failed',
      { ...ENDED, ended_as: 'failed', ended_at: AT },
      {},
    ],
    [
      'a return, with its reason',
      'completed',
      stepOf('return', REASON),
      'failed',
      { ...ENDED, failure_reason: REASON.reason, search_receipt: 'R-P', ended_as: 'failed', ended_at: AT },
      REASON,
    ],
    [
      'an amendment, which is no new end',
      'completed',
      stepOf('amend', { transaction_id: 'T-2' }),
      'completed',
      { processed_by: 'admin-1', transaction_id: 'T-2', search_transaction: 'T-2', search_receipt: 'R-P' },
      { transaction_id: 'T-2' },
    ],
  ])('is that of %s', (_, from, step, to, facts, words) => {
    const payout = payoutThatIs(from);
    const entry = { id: 'step', status: to, at: AT, by: step.by, role: step.role, ...words };
    expect(take(payout, step)).toStrictEqual({
      ...payout,
      status: to,
      affiliate_status: `${to}#a`,
      ...facts,
      history: [...payout.history, entry],
    });
  });

  it('has nothing more of what another service wrote in its own way', () => {
    const foreign = { is_foreign: true, raw_status: 'Pending', raw_history: 'none' } as const;
    const after = take({ ...payoutThatIs('pending'), ...foreign }, stepOf('start'));
    for (const member of Object.keys(foreign)) expect(after).not.toHaveProperty(member);
  });
});

describe('what a step adds to the history', () => {
  const entry = { id: 'step', status: 'failed', at: AT, by: 'admin-1', role: 'admin' };
  const left = { id: 'p', status: 'completed', by: 'old-service', role: 'old-service' };
  const step = stepOf('return');

  it.each<[string, HistoryEntry[], object[]]>([
    ['its own entry', payoutThatIs('completed').history, [entry]],
    ['the status that another service gave it before', payoutThatIs('pending').history, [left, entry]],
    ['the status before, if there is no history', [], [left, entry]],
  ])('is %s', (_, history, added) => {
    const payout = { ...payoutThatIs('completed'), history };
    expect(entriesOf(payout, step, requireTransition('completed', 'return', 'admin'))).toStrictEqual(added);
  });
});

describe('an end on record without a history of ours', () => {
  const failed = payoutThatIs('failed');

  it.each<HistoryEntry[][]>([[failed.history], [[]]])('was not taken by a step: %j', (history) =>
    expect(isTaken({ ...failed, history }, stepOf('fail'))).toBe(false),
  );
});

describe('the refusal of a step', () => {
  it.each<[RecordedStatus, Action, string]>([
    ['pending', 'release', 'A pending payout cannot be released.'],
    ['processing', 'cancel', 'A processing payout cannot be cancelled.'],
    ['completed', 'start', 'A completed payout cannot be started.'],
    ['scheduled', 'complete', 'A scheduled payout cannot be completed.'],
    ['cancelled', 'fail', 'A cancelled payout cannot be failed.'],
    ['failed', 'return', 'A failed payout cannot be returned.'],
    ['pending', 'amend', 'A pending payout cannot be amended.'],
    ['unknown', 'start', 'A payout with a status that we do not know cannot be started.'],
  ])('of a payout that is %s to %s it says so', (status, action, message) =>
    expect(() => requireTransition(status, action, 'admin')).toThrowError(
      expect.objectContaining({ code: 'invalid_transition', message, details: { status, action } }),
    ),
  );
});
