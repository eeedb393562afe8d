import { RESULT_COLUMNS } from '../../libs/payouts/runs/result-rows.ts';
import { truthful } from '../hand-ledger.ts';
import type { ModelPayout } from '../model/account.ts';
import { payoutsOf, type Run } from '../run.ts';
import type { BookedLine, BookedRun, Flaw, ResultLine } from './operations.ts';

const LINES_MAX = 4;
const STATUSES = { complete: 'completed', fail: 'failed', return: 'returned' } as const;

/** What a bank or PayPal says of some payouts of a run; now and then, the first line is wrong. */
export function linesFor(run: Run, { runId, lines }: BookedRun, pick: number): ResultLine[] {
  const payouts = payoutsOf(run);
  const open = Array.from(lines).flatMap(([payoutId, line]) => {
    const payout = payouts.get(payoutId);
    const isOpen = payout?.runId === runId && ['processing', 'completed'].includes(payout.status);
    return isOpen ? [{ payoutId, line, payout }] : [];
  });
  const from = pick % open.length;
  const flaw = (['status', 'amount', 'stranger'] as const)[pick % 12];
  return open.slice(from, from + LINES_MAX).map(({ payoutId, line, payout }, index) => {
    const number = pick + index;
    if (index === 0 && flaw) return flawed(run, lines, { payoutId, line, flaw });
    return truly(run, { payoutId, line, payout }, number);
  });
}

/** A file with a header, and these lines. */
export function csvOf(lines: ResultLine[]): string {
  const rows = lines.map(({ cells }) => RESULT_COLUMNS.map((column) => cells[column] ?? ''));
  return [RESULT_COLUMNS, ...rows].map((row) => row.join(',')).join('\r\n');
}

interface Told {
  payoutId: string;
  line: BookedLine;
}

/** A line that says what is so, and names the payout in one of three ways. */
function truly(
  run: Run,
  { payoutId, line, payout }: Told & { payout: ModelPayout },
  number: number,
): ResultLine {
  const wanted = payout.status === 'processing' ? (number % 3 > 0 ? 'complete' : 'fail') : 'return';
  const action = truthful(run, wanted, payoutId) as ResultLine['action'];
  if (action === 'fail') run.contest(payoutId);
  const words =
    action === 'complete'
      ? { transaction_id: `F-${payoutId}` }
      : { reason: 'The file says that it was not.' };
  return {
    payoutId,
    action,
    cells: { ...namesOf(payoutId, line)[number % 3], status: STATUSES[action], ...words },
    isDue: payout.status === 'processing' && action !== 'return',
  };
}

function namesOf(payoutId: string, { fileId, receiver, amount }: BookedLine) {
  const receiving = { payment_email: receiver, amount: (amount / 100).toFixed(2) };
  return [{ id: fileId }, { payout_id: payoutId }, receiving] as const;
}

/** A line with an unknown status or another amount, or about a payout that is not in the run. */
function flawed(
  run: Run,
  lines: BookedRun['lines'],
  { payoutId, line, flaw }: Told & { flaw: Flaw },
): ResultLine {
  const stranger = Array.from(payoutsOf(run).keys()).findLast((id) => !lines.has(id)) ?? 'nobody';
  const named = flaw === 'stranger' ? stranger : payoutId;
  const amount = ((line.amount + 1) / 100).toFixed(2);
  const cells = {
    payout_id: named,
    ...(flaw === 'amount' && { amount }),
    status: flaw === 'status' ? 'perhaps' : 'completed',
    transaction_id: `W-${named}`,
  };
  return { payoutId: named, action: 'complete', cells, flaw, isDue: false };
}
