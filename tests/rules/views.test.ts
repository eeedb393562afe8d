import { describe, expect, it } from 'vitest';
import {
  showAsRequested,
  showAsRequestedToAdmin,
  showPayout,
  showPayoutToAdmin,
  showPayoutWithHistory,
  showPayoutWithHistoryToAdmin,
} from '../../libs/http/views.ts';
import type { HistoryEntry, Payout, ProviderState } from '../../libs/payouts/payout.ts';
import { payoutWith } from './sample-payout.ts';

const REQUESTED = '2026-03-01T12:00:00.000Z';
const ENDED = '2026-03-02T12:00:00.000Z';

const step = (facts: Partial<HistoryEntry>): HistoryEntry => ({
  id: 'step',
  status: 'pending',
  at: REQUESTED,
  by: 'user-ada',
  role: 'owner',
  ...facts,
});

/** A payout of which everything is known, each member by another value. */
const WHOLE: Payout = payoutWith({
  status: 'failed',
  payment_method: 'paypal',
  payment_email: 'ada@example.com',
  recorded_email: 'record@example.com',
  destination_changed: true,
  transaction_id: 'T-1',
  notes: 'a note',
  requested_at: REQUESTED,
  processed_at: ENDED,
  processed_by: 'user-admin',
  scheduled_for: '2026-03-01T18:00:00.000Z',
  failure_reason: 'a reason',
  run_id: 'run-1',
  provider: { status: 'RETURNED', batch_id: 'batch-1', item_id: 'item-1' } as ProviderState,
  history: [step({}), step({ status: 'failed', at: ENDED, by: 'user-admin', role: 'admin' })],
});

const KNOWN = {
  payout_id: 'p',
  amount: 1000,
  payment_method: 'paypal',
  payment_email: 'ada@example.com',
  status: 'failed',
  transaction_id: 'T-1',
  notes: 'a note',
  requested_at: REQUESTED,
  processed_at: ENDED,
  scheduled_for: '2026-03-01T18:00:00.000Z',
  failure_reason: 'a reason',
};

const FOR_ADMINS = {
  affiliate_id: 'a',
  processed_by: 'user-admin',
  destination_changed: true,
  warnings: ['destination_changed'],
  run_id: 'run-1',
  provider_status: 'RETURNED',
  provider_batch_id: 'batch-1',
  provider_item_id: 'item-1',
};

const nullOf = (members: object) => Object.fromEntries(Object.keys(members).map((name) => [name, null]));

describe('a payout', () => {
  it('is shown to its owner', () => expect(showPayout(WHOLE)).toStrictEqual({ ...KNOWN, attention: null }));

  it('is shown to an admin', () =>
    expect(showPayoutToAdmin(WHOLE, ['destination_changed'])).toStrictEqual({ ...KNOWN, ...FOR_ADMINS }));

  it('has null for what is not known', () => {
    const known = { payout_id: 'p', amount: 1000, status: 'pending' };
    expect(showPayout(payoutWith())).toStrictEqual({ ...nullOf(KNOWN), ...known, attention: null });
    expect(showPayoutToAdmin(payoutWith(), [])).toStrictEqual({
      ...nullOf({ ...KNOWN, ...FOR_ADMINS }),
      ...known,
      affiliate_id: 'a',
      destination_changed: false,
      warnings: [],
    });
  });

  it('is shown as it was requested, whatever became of it', () => {
    const { payout_id, amount, payment_method, payment_email, requested_at, scheduled_for } = KNOWN;
    const requested = { payout_id, amount, payment_method, payment_email, status: 'pending', requested_at };
    expect(showAsRequested(WHOLE)).toStrictEqual({ ...requested, scheduled_for });
    expect(showAsRequested({ ...WHOLE, scheduled_for: undefined as never })).toStrictEqual(requested);
    const toAdmin = { ...requested, scheduled_for, affiliate_id: 'named', destination_changed: true };
    expect(showAsRequestedToAdmin(WHOLE, { affiliate_id: 'named' })).toStrictEqual(toAdmin);
  });
});

describe('a step of a history', () => {
  it.each<[Partial<HistoryEntry>, string]>([
    [{ by: 'user-ada', role: 'owner' }, 'user-ada'],
    [{ by: 'user-admin', role: 'admin' }, 'admin'],
    [{ by: 'paypal', role: 'provider' }, 'provider'],
    [{ by: 'release', role: 'schedule' }, 'schedule'],
    [{ by: 'a person', role: 'old-service' }, 'old-service'],
  ])('is named to the owner by the role, and to an admin by the name: %j', (facts, name) => {
    const payout = payoutWith({ history: [step(facts)] });
    const shown = { status: 'pending', at: REQUESTED };
    expect(showPayoutWithHistory(payout).history).toStrictEqual([{ ...shown, by: name }]);
    expect(showPayoutWithHistoryToAdmin(payout, []).history).toStrictEqual([{ ...shown, by: facts.by }]);
  });

  it('has what it says, and nothing else', () => {
    const said = { notes: 'a note', transaction_id: 'T-1', reason: 'a reason' };
    const { at: _, ...undated } = step({ status: 'unknown' as never, ...said });
    const payout = payoutWith({ history: [{ ...undated, secret: 'x' } as never] });
    expect(showPayoutWithHistory(payout).history).toStrictEqual([
      { status: null, at: null, by: 'user-ada', ...said },
    ]);
  });
});
