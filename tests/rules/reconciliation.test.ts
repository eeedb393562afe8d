import fc from 'fast-check';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Counters } from '../../libs/payouts/balance.ts';
import {
  complaintOf,
  countersIn,
  type Difference,
  faultsOf,
  type Named,
  namedIn,
  type ReconcileReport,
  SEGMENTS,
  segmentAt,
  stoodStill,
} from '../../libs/payouts/reconciliation.ts';
import { TRANSITIONS } from '../../libs/payouts/transitions.ts';

const SUM: Counters = { committed: 5000, paid: 2000, held: 3000, payout_count: 4 };

const DIFFERENCE: Difference = {
  affiliate_id: 'aff-1',
  faults: ['committed_differs', 'held_differs'],
  counters: { ...SUM, committed: 6000, held: 4000 },
  on_record: SUM,
};

const reportOf = (facts: Partial<ReconcileReport>): ReconcileReport => ({
  checked: 3,
  moving: 0,
  failed: 0,
  differences: [],
  next: null,
  ...facts,
});

describe('the differences of a row', () => {
  it.each<[string, object, string[]]>([
    ['that is the sum', {}, []],
    [
      'with money reserved that no payout holds',
      { committed: 6000, held: 4000 },
      ['committed_differs', 'held_differs'],
    ],
    [
      'with money paid that no payout has spent',
      { paid: 2500, held: 2500 },
      ['paid_differs', 'held_differs'],
    ],
    ['with a payout too many', { payout_count: 5 }, ['payout_count_differs']],
    ['whose parts are not the whole', { held: 2999 }, ['held_differs', 'held_is_not_the_rest']],
    [
      'with more paid than committed',
      { paid: 5001, held: -1 },
      ['paid_differs', 'held_differs', 'paid_above_committed', 'below_zero'],
    ],
    ['with a count below zero', { payout_count: -1 }, ['payout_count_differs', 'below_zero']],
    ['without a counter', { committed: undefined }, ['committed_differs', 'held_is_not_the_rest']],
    ['with text for a number', { paid: '2000' }, ['paid_differs']],
  ])('are named for a row %s', (_name, changes, faults) => {
    expect(faultsOf({ ...SUM, ...changes }, SUM)).toStrictEqual(faults);
  });

  it('are none for a row in which all is paid, or nothing', () => {
    const paid = { committed: 5000, paid: 5000, held: 0, payout_count: 1 };
    const nothing = { committed: 0, paid: 0, held: 0, payout_count: 0 };
    for (const row of [paid, nothing]) expect(faultsOf(row, row)).toStrictEqual([]);
  });

  it('name the kinds of payouts that need a look, of which there are any', () => {
    const named: Named = { uncounted: ['p'], unreadable: [], unknown: ['q', 'r'] };
    expect(faultsOf(SUM, SUM, named)).toStrictEqual(['payouts_uncounted', 'payouts_unknown']);
    expect(namedIn(named)).toStrictEqual({ uncounted: ['p'], unknown: ['q', 'r'] });
    expect(faultsOf(SUM, SUM, { unreadable: ['p'] })).toStrictEqual(['payouts_unreadable']);
  });

  it('are also found if the payouts on record are as wrong as the row', () => {
    const negative = { committed: -1000, paid: 0, held: -1000, payout_count: 1 };
    expect(faultsOf(negative, negative)).toStrictEqual(['paid_above_committed', 'below_zero']);
  });
});

describe('an unchanged row', () => {
  it('is one in which no money moved, because each movement changes a counter', () => {
    const movements = TRANSITIONS.filter(({ committed, paid }) => committed !== 0 || paid !== 0).map(
      ({ committed, paid }) => ({ committed, paid, count: 0 }),
    );
    const movement = fc.constantFrom({ committed: 1, paid: 0, count: 1 }, ...movements);
    const moves = fc.array(fc.tuple(movement, fc.integer({ min: 1, max: 2_000_000 })), { minLength: 1 });
    fc.assert(
      fc.property(moves, (sequence) => {
        const after = sequence.reduce((counters, [{ committed, paid, count }, amount]) => {
          return {
            committed: counters.committed + committed * amount,
            paid: counters.paid + paid * amount,
            held: counters.held + (committed - paid) * amount,
            payout_count: counters.payout_count + count,
          };
        }, SUM);
        expect(stoodStill(SUM, after)).toBe(false);
      }),
    );
    expect(stoodStill(SUM, { ...SUM })).toBe(true);
  });
});

describe('the counters of a row', () => {
  it('are those that are on record, and nothing else', () => {
    const { held: _, ...others } = SUM;
    expect(countersIn({ affiliate_id: 'aff-1', repairs: [], ...others })).toStrictEqual(others);
  });
});

describe('the error of a reconciliation', () => {
  it('is absent if every row adds up, even if some were moving', () => {
    expect(complaintOf(reportOf({ moving: 2 }))).toBeUndefined();
  });

  it('names each row with its differences, and counts what could not be checked', () => {
    const names = 'Balances that do not add up: aff-1 (committed_differs, held_differs).';
    const failures = 'Balances that could not be checked: 1; the log says why.';
    expect(complaintOf(reportOf({ differences: [DIFFERENCE] }))).toBe(names);
    expect(complaintOf(reportOf({ failed: 1 }))).toBe(failures);
    expect(complaintOf(reportOf({ differences: [DIFFERENCE], failed: 1 }))).toBe(`${names} ${failures}`);
  });

  it('is shortened to the length of a line', () => {
    const complaint = complaintOf(reportOf({ differences: Array(1000).fill(DIFFERENCE) })) ?? '';
    expect(complaint.match(/aff-1/g)).toHaveLength(20);
    expect(complaint).toMatch(/; and 980 more\.$/);
  });
});

describe('the segment that a scheduled run checks', () => {
  it('is a different one in each hour of the day, wherever the clock stands', () => {
    vi.stubEnv('TZ', 'Asia/Kolkata');
    onTestFinished(() => void vi.unstubAllEnvs());
    const hours = Array.from({ length: 24 }, (_, hour) =>
      new Date(Date.UTC(2026, 2, 1, hour, 30)).toISOString(),
    );
    expect(hours.map(segmentAt)).toStrictEqual(Array.from({ length: SEGMENTS }, (_, segment) => segment));
  });
});
