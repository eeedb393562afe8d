import { describe, expect, it } from 'vitest';
import type { Payout, RecordedPayout } from '../../../libs/payouts/payout.ts';
import { changeOf, type LineNow, requireUnchanged, runChanged } from '../../../libs/payouts/runs/changes.ts';
import type { RunForm, RunLine } from '../../../libs/payouts/runs/run.ts';
import type { Warning } from '../../../libs/payouts/warnings.ts';

const LINE: RunLine = {
  payout_id: 'P',
  affiliate_id: 'aff',
  amount: 5000,
  payment_email: 'ada@example.com',
  warnings: [],
};
const PAYOUT: Payout = { ...LINE, status: 'pending', payment_method: 'paypal', history: [] };

const payoutWith = (facts: object) => ({ ...PAYOUT, ...facts }) as RecordedPayout;

describe('a payout that was frozen', () => {
  it.each<[string, object, RunForm, string | undefined]>([
    ['as it was', {}, 'paypal_csv', undefined],
    ['as it was', {}, 'paypal', undefined],
    ['started by a run', { run_id: 'run' }, 'paypal', 'claimed'],
    ['started for PayPal', { rail: 'paypal' }, 'paypal_csv', 'claimed'],
    ['started for PayPal', { rail: 'paypal' }, 'paypal', undefined],
    ['cancelled', { status: 'cancelled' }, 'paypal_csv', 'not_pending'],
    ['of another method', { payment_method: 'zelle' }, 'paypal_csv', 'other_method'],
    ['of another method', { payment_method: 'zelle' }, 'zelle_csv', undefined],
    ['of an amount that cannot be read', { amount: null }, 'paypal_csv', 'unreadable'],
    ['of another amount', { amount: 5001 }, 'paypal_csv', 'changed'],
    ['of another affiliate', { affiliate_id: 'other' }, 'paypal_csv', 'changed'],
    ['for another address', { payment_email: 'eve@example.com' }, 'paypal_csv', 'changed'],
    ['for the address in another form', { payment_email: 'Ada@example.com' }, 'paypal_csv', 'changed'],
    ['for no address', { payment_email: undefined }, 'paypal_csv', 'no_address'],
  ])('and is %s, %j, is for a run by %s: %s', (_, facts, form, reason) =>
    expect(changeOf(LINE, payoutWith(facts), form)).toBe(reason),
  );

  it('may be gone', () => expect(changeOf(LINE, undefined, 'paypal')).toBe('gone'));
});

describe('what can be started as it was frozen', () => {
  const now = (facts: Partial<LineNow> = {}, seen: Warning[] = []): LineNow => ({
    line: { ...LINE, warnings: seen },
    payout: PAYOUT,
    warnings: [],
    isStopped: false,
    ...facts,
  });
  const outcomeOf = (lines: LineNow[], override?: string) => {
    try {
      requireUnchanged(lines, { form: 'paypal', override });
      return 'started';
    } catch (error) {
      const { code, details } = error as { code: string; details: object };
      return { code, details };
    }
  };
  const CHANGED = { code: 'run_changed', details: { payout_ids: ['P'] } };
  const needs = (...warnings: Warning[]) => ({ code: 'needs_override', details: { warnings } });

  it.each<[string, LineNow[], string | undefined, unknown]>([
    ['nothing', [], undefined, 'started'],
    ['all as it was', [now(), now()], undefined, 'started'],
    ['one that has changed', [now(), now({ payout: payoutWith({ amount: 1 }) })], 'why', CHANGED],
    ['one that is gone', [now({ payout: undefined })], 'why', CHANGED],
    ['one that is stopped', [now({ isStopped: true })], 'why', CHANGED],
    ['a new warning', [now({ warnings: ['not_covered'] })], 'why', CHANGED],
    ['a new warning of no weight', [now({ warnings: ['destination_shared'] })], undefined, 'started'],
    ['a warning that has gone', [now({}, ['not_covered'])], undefined, 'started'],
    [
      'a warning that was seen',
      [now({ warnings: ['not_covered'] }, ['not_covered'])],
      undefined,
      needs('not_covered'),
    ],
    ['the same, and why', [now({ warnings: ['not_covered'] }, ['not_covered'])], 'why', 'started'],
    [
      'several, each of which is named once',
      [
        now({ warnings: ['not_covered'] }, ['not_covered']),
        now({ warnings: ['affiliate_inactive', 'not_covered'] }, ['affiliate_inactive', 'not_covered']),
      ],
      undefined,
      needs('not_covered', 'affiliate_inactive'),
    ],
  ])('%s', (_, lines, override, expected) => expect(outcomeOf(lines, override)).toStrictEqual(expected));
});

describe('what is in the way is told', () => {
  const again = 'can no longer be started as frozen. Nothing was started: make a new run.';
  it.each([
    [['P'], `Of this run, 1 payout ${again}`],
    [['P', 'Q'], `Of this run, 2 payouts ${again}`],
  ])('for %j', (ids, message) => expect(runChanged(ids)).toMatchObject({ code: 'run_changed', message }));

  it('with each warning', () => {
    const warnings: Warning[] = ['affiliate_inactive', 'not_covered'];
    const line = { line: { ...LINE, warnings }, payout: PAYOUT, warnings, isStopped: false };
    expect(() => requireUnchanged([line], { form: 'paypal', override: undefined })).toThrow(
      'Payouts of this run have warnings: affiliate_inactive, not_covered. To start them all the same, say why in override.',
    );
  });
});
