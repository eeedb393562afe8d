import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RecordedPayout } from '../../../libs/payouts/payout.ts';
import { changeOf } from '../../../libs/payouts/runs/changes.ts';
import {
  type FitPayout,
  hashOf,
  lineOf,
  UNFIT_WORDS,
  unfitnessOf,
} from '../../../libs/payouts/runs/freeze.ts';
import type { RunForm, RunLine } from '../../../libs/payouts/runs/run.ts';

const LINE: RunLine = {
  payout_id: '9e36b1f8-77c5-4d21-b0fa-5c84d3e6cc03',
  affiliate_id: 'aff-ada',
  amount: 5000,
  payment_email: 'ada@example.com',
  warnings: [],
};

const payout = (facts: object = {}): RecordedPayout => ({
  ...LINE,
  payment_method: 'paypal',
  status: 'pending',
  history: [],
  ...facts,
});

const PROVIDER = { attempts: 1 };

describe('whether a payout fits into a run', () => {
  it.each<[string, object, RunForm, string | undefined]>([
    ['a PayPal payout', {}, 'paypal', undefined],
    ['a PayPal payout', {}, 'paypal_csv', undefined],
    ['a Zelle payout', { payment_method: 'zelle' }, 'zelle_csv', undefined],
    ['a Zelle payout', { payment_method: 'zelle' }, 'paypal_csv', 'other_method'],
    ['a PayPal payout', {}, 'zelle_csv', 'other_method'],
    ['a payout without a method', { payment_method: undefined }, 'paypal', 'other_method'],
    ['a scheduled one', { status: 'scheduled' }, 'paypal', 'not_pending'],
    ['one that is processing', { status: 'processing' }, 'paypal', 'not_pending'],
    ['one with an unknown status', { status: 'unknown' }, 'paypal', 'not_pending'],
    ['one without a readable amount', { amount: null }, 'paypal', 'unreadable'],
    ['one without a readable amount', { amount: null }, 'zelle_csv', 'other_method'],
    ['one of another run', { run_id: 'r' }, 'paypal', 'claimed'],
    ['one that was on the rail before', { rail: 'paypal' }, 'paypal_csv', 'claimed'],
    ['one that was on the rail before', { rail: 'paypal' }, 'paypal', undefined],
    ['one that was posted before', { provider: PROVIDER }, 'paypal_csv', 'claimed'],
    ['one that was paid in another run', { run_id: 'r', status: 'completed' }, 'paypal', 'not_pending'],
    ['one of another run without an address', { run_id: 'r', payment_email: '' }, 'paypal', 'claimed'],
    ['one without an address', { payment_email: undefined }, 'paypal', 'no_address'],
    ['one with half an address', { payment_email: 'ada@' }, 'zelle_csv', 'other_method'],
    ['one with half an address', { payment_email: 'ada@' }, 'paypal_csv', 'no_address'],
    ['an address that begins with =', { payment_email: '=a@example.com' }, 'paypal_csv', 'formula_address'],
    ['an address that begins with +', { payment_email: '+a@example.com' }, 'paypal_csv', 'formula_address'],
    ['an address that begins with -', { payment_email: '-a@example.com' }, 'paypal_csv', 'formula_address'],
    ['an address that begins with =', { payment_email: '=a@example.com' }, 'paypal', undefined],
    ['an id as long as can be', { payout_id: 'x'.repeat(128) }, 'paypal', undefined],
    ['an affiliate id as long as can be', { affiliate_id: 'x'.repeat(512) }, 'paypal', undefined],
    ['an id that is too long', { payout_id: 'x'.repeat(129) }, 'paypal', 'odd_id'],
    ['a long affiliate id', { affiliate_id: 'x'.repeat(513) }, 'paypal', 'odd_id'],
  ])('%s (%j) in a %s run: %s', (_, facts, form, reason) => {
    expect(unfitnessOf(payout(facts), form)).toBe(reason);
  });
});

describe('why a payout does not fit is told', () => {
  it.each<[object, RunForm, string]>([
    [{ status: 'completed' }, 'paypal', 'is not pending'],
    [{ payment_method: 'zelle' }, 'paypal', 'has another payment method than the run'],
    [{ amount: null }, 'paypal', 'has a record that cannot be read'],
    [{ run_id: 'r' }, 'paypal', 'was started before, so it must not be paid from a file'],
    [{ payment_email: undefined }, 'paypal', 'has no address that can be used'],
    [
      { payment_email: '=a@example.com' },
      'paypal_csv',
      'has an address that a spreadsheet would take for a formula, so it cannot be in a file',
    ],
    [{ payout_id: 'x'.repeat(129) }, 'paypal', 'has an id that is too long'],
  ])('%j in a %s run: %s', (facts, form, words) => {
    expect(UNFIT_WORDS[unfitnessOf(payout(facts), form) ?? 'gone']).toBe(words);
  });

  it('if a record of its affiliate cannot be read', () => {
    expect(UNFIT_WORDS.records_unreadable).toBe('belongs to an affiliate with a record that cannot be read');
  });
});

it('freezes whom a payout pays and how much, and nothing else', () => {
  const fit = payout({ notes: 'x', processed_by: 'user' }) as FitPayout;
  expect(lineOf(fit, ['not_covered'])).toStrictEqual({ ...LINE, warnings: ['not_covered'] });
});

describe('what is no longer as it was frozen', () => {
  it.each<[string, RecordedPayout | undefined, string | undefined]>([
    ['nothing', payout(), undefined],
    ['the payout is gone', undefined, 'gone'],
    ['its status', payout({ status: 'cancelled' }), 'not_pending'],
    ['its amount', payout({ amount: 5001 }), 'changed'],
    ['its affiliate', payout({ affiliate_id: 'aff-eve' }), 'changed'],
    ['its address', payout({ payment_email: 'eve@example.com' }), 'changed'],
    ['a letter of its address', payout({ payment_email: 'Ada@example.com' }), 'changed'],
    ['its method', payout({ payment_method: 'zelle' }), 'other_method'],
    ['it is in another run', payout({ run_id: 'r' }), 'claimed'],
  ])('%s', (_, now, reason) => expect(changeOf(LINE, now, 'paypal_csv')).toBe(reason));
});

describe('the hash of a run', () => {
  const hash = (...changes: object[]) =>
    hashOf(
      'paypal',
      changes.map((change) => ({ ...LINE, ...change })),
    );

  it('must never change', () => {
    expect(hash({})).toBe('e7b7beb2d745680cbef741726ea7dd1f03026ab1eb08334ffece3102b0432b2f');
  });

  it.each([
    { amount: 5001 },
    { payment_email: 'eve@example.com' },
    { affiliate_id: 'aff-eve' },
    { payout_id: 'p-2' },
  ])('differs for another %j', (change) => expect(hash(change)).not.toBe(hash({})));

  it('differs for another form, and for another number of lines', () => {
    expect(hashOf('paypal_csv', [LINE])).not.toBe(hash({}));
    expect(hash({}, {})).not.toBe(hash({}));
  });

  it('is the same in any order, and whatever the warnings are', () => {
    const two = [{ payout_id: 'p-1' }, { payout_id: 'p-2' }];
    expect(hash(...two.toReversed())).toBe(hash(...two));
    expect(hash({ warnings: ['not_covered'] })).toBe(hash({}));
  });

  it('tells members apart, however their characters are divided', () => {
    const text = fc.string({ minLength: 1, maxLength: 4 });
    const line = fc.record({ payout_id: text, affiliate_id: text, payment_email: text });
    fc.assert(
      fc.property(line, line, (one, other) => {
        expect(hash(one) === hash(other)).toBe(JSON.stringify(one) === JSON.stringify(other));
      }),
    );
  });
});
