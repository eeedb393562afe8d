import { readCsv } from '../../../libs/csv/read-csv.ts';
import { fileIdsOf } from '../../../libs/payouts/runs/file.ts';
import { judgeRows, type RowVerdict } from '../../../libs/payouts/runs/judge-rows.ts';
import { matcherOf } from '../../../libs/payouts/runs/match-rows.ts';
import { ROWS_READ_MAX, readResultRows } from '../../../libs/payouts/runs/result-rows.ts';
import type { RunLine } from '../../../libs/payouts/runs/run.ts';

const line = (payout_id: string, amount: number, payment_email: string): RunLine => ({
  payout_id,
  affiliate_id: 'aff',
  amount,
  payment_email,
  warnings: [],
});

export const ADA = line('9e36b1f8-77c5-4d21-b0fa-5c84d3e6cc03', 5000, 'ada@example.com');
export const BOB = line('d27a4e13-0c98-4b6f-a5e2-81f09b7ddd04', 123_450, 'bob@example.com');
const TWIN = line('00000000-0000-4000-8000-00000000aaaa', 700, 'twin@example.com');
const OTHER_TWIN = line('00000000-0000-4000-8000-00000000bbbb', 700, 'twin@example.com');
export const OLD = line('old-000000000001', 900, 'old@example.com');
const SAME_NUMBER = line('odd-000000000001', 900, 'odd@example.com');
export const LINES = [ADA, BOB, TWIN, OTHER_TWIN, OLD, SAME_NUMBER];

/** What is made of each line, in short. */
export const verdicts = (text: string) => judged(text).map(inShort);

/** What is made of each line of a file. */
export const judged = (text: string) =>
  judgeRows(readResultRows(readCsv(text, ROWS_READ_MAX)), matcherOf(LINES, fileIdsOf(LINES)));

function inShort(verdict: RowVerdict): unknown {
  if (verdict.kind === 'do')
    return [verdict.line.payout_id, verdict.instruction, verdict.repeats].filter(Boolean);
  return verdict.because ?? verdict.error.message.replace('The line is not valid: ', '');
}

/** A line that is booked as paid. */
export const paid = (payout_id: string, transaction_id = 'T-1') => [
  payout_id,
  { action: 'complete', transaction_id },
];

/** A file with one line, by an id. */
export const withId = (id: string) => `id,status,transaction_id\n${id},completed,T-1`;
