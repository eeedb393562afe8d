import { expect, it } from 'vitest';
import type { RecordedPayout } from '../../../libs/payouts/payout.ts';
import type { FrozenRun, RunLine } from '../../../libs/payouts/runs/run.ts';
import { isOver } from '../../../libs/workflows/runs/run-now.ts';

const LINE: RunLine = {
  payout_id: 'P',
  affiliate_id: 'aff-ada',
  amount: 5000,
  payment_email: 'ada@example.com',
  warnings: [],
};

it.each([
  ['completed', true],
  ['failed', true],
  ['cancelled', true],
  [undefined, true],
  ['processing', false],
  ['pending', false],
  ['scheduled', false],
  ['unknown', false],
] as const)('a run that was started with a payout that is now %s is over: %s', (status, expected) => {
  const run = { run_id: 'r', started_at: '2026-03-01T12:00:00.000Z' } as FrozenRun['run'];
  const payouts = new Map(status ? [['P', { ...LINE, status, history: [] } as RecordedPayout]] : []);
  expect(isOver({ frozen: { run, lines: [LINE], leftOut: [] }, payouts })).toBe(expected);
});

it('a run is over although a payout that it left out is not', () => {
  const run = { run_id: 'r', started_at: '2026-03-01T12:00:00.000Z' } as FrozenRun['run'];
  const frozen: FrozenRun = { run, lines: [LINE], leftOut: [{ payout_id: 'P', reason: 'changed' }] };
  const payouts = new Map([['P', { ...LINE, status: 'pending', history: [] } as RecordedPayout]]);
  expect(isOver({ frozen, payouts })).toBe(true);
});
