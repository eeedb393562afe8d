import { expect, it } from 'vitest';
import type { RecordedPayout } from '../../../libs/payouts/payout.ts';
import type { Run, RunLine } from '../../../libs/payouts/runs/run.ts';
import { showRun } from '../../../libs/workflows/runs/show-run.ts';

const line = (payout_id: string, warnings: RunLine['warnings'] = []): RunLine => ({
  payout_id,
  affiliate_id: `aff-${payout_id}`,
  amount: 5000,
  payment_email: `${payout_id}@example.com`,
  warnings,
});
const shown = (payout_id: string, file_id: string, status: string | null) => {
  const { warnings: _, ...facts } = line(payout_id);
  return { ...facts, file_id, status };
};

const DRAFT: Run = {
  run_id: 'run',
  form: 'zelle_csv',
  status: 'draft',
  count: 4,
  total_amount: 20_000,
  hash: 'hash',
  created_at: '2026-03-01T12:00:00.000Z',
  created_by: 'user-admin',
};
const CONFIRMED: Run = {
  ...DRAFT,
  status: 'confirmed',
  confirmed: { by: 'user-boss', at: '2026-03-01T12:05:00.000Z', override: 'Agreed.' },
  started_at: '2026-03-01T12:06:00.000Z',
};
const { confirmed: _, ...SHOWN } = CONFIRMED;

const LINES = [line('gone'), line('odd'), line('paid', ['undecided']), line('out', ['not_covered'])];
const OUT = [{ payout_id: 'out', reason: 'needs_override' as const }];
const STATUSES = new Map([
  ['odd', { status: 'unknown' } as RecordedPayout],
  ['paid', { status: 'completed' } as RecordedPayout],
]);

it('shows who had a run started and when, its payouts, the warnings that it was confirmed with, and what is left out', () => {
  const frozen = { run: CONFIRMED, lines: LINES, leftOut: OUT };
  expect(showRun({ frozen, payouts: STATUSES })).toStrictEqual({
    ...SHOWN,
    confirmed_by: 'user-boss',
    confirmed_at: '2026-03-01T12:05:00.000Z',
    done_at: null,
    payouts: [
      shown('gone', 'R-GONE', null),
      shown('odd', 'R-ODD', null),
      shown('paid', 'R-PAID', 'completed'),
    ],
    warnings: [
      { payout_id: 'paid', warnings: ['undecided'] },
      { payout_id: 'out', warnings: ['not_covered'] },
    ],
    left_out: OUT,
  });
});

it('shows a draft as nobody’s, and a run whose payouts have ended as done, also before that is noted', () => {
  const view = (run: Run) =>
    showRun({ frozen: { run, lines: [line('paid')], leftOut: [] }, payouts: STATUSES });
  const nobody = { confirmed_by: null, confirmed_at: null, started_at: null, done_at: null };
  expect(view(DRAFT)).toMatchObject({ status: 'draft', ...nobody });
  expect(view(CONFIRMED)).toMatchObject({ status: 'done', done_at: null });
  const done_at = '2026-03-02T12:00:00.000Z';
  expect(view({ ...CONFIRMED, status: 'done', done_at })).toMatchObject({ status: 'done', done_at });
});
