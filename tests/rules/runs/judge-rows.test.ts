import { describe, expect, it } from 'vitest';
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

const ADA = line('9e36b1f8-77c5-4d21-b0fa-5c84d3e6cc03', 5000, 'ada@example.com');
const BOB = line('d27a4e13-0c98-4b6f-a5e2-81f09b7ddd04', 123_450, 'bob@example.com');
const TWIN = line('00000000-0000-4000-8000-00000000aaaa', 700, 'twin@example.com');
const OTHER_TWIN = line('00000000-0000-4000-8000-00000000bbbb', 700, 'twin@example.com');
const OLD = line('old-000000000001', 900, 'old@example.com');
const SAME_NUMBER = line('odd-000000000001', 900, 'odd@example.com');
const LINES = [ADA, BOB, TWIN, OTHER_TWIN, OLD, SAME_NUMBER];

/** What is made of each line, in short. */
const verdicts = (text: string) =>
  judgeRows(readResultRows(readCsv(text, ROWS_READ_MAX)), matcherOf(LINES, fileIdsOf(LINES))).map(inShort);

function inShort(verdict: RowVerdict): unknown {
  if (verdict.kind === 'do')
    return [verdict.line.payout_id, verdict.instruction, verdict.repeats].filter(Boolean);
  return verdict.because ?? verdict.error.message.replace('The line is not valid: ', '');
}

const paid = (payout_id: string, transaction_id = 'T-1') => [
  payout_id,
  { action: 'complete', transaction_id },
];

const withId = (id: string) => `id,status,transaction_id\n${id},completed,T-1`;

describe('a line finds its payout', () => {
  it.each([
    ['by its id in payout_id', `payout_id,status,transaction_id\n${ADA.payout_id},completed,T-1`, ADA],
    [
      'by its id in capitals',
      `payout_id,status,transaction_id\n${ADA.payout_id.toUpperCase()},completed,T-1`,
      ADA,
    ],
    ['by its id in id', withId(ADA.payout_id), ADA],
    ['by its number', withId('R-5C84D3E6CC03'), ADA],
    ['by its number in lower case', withId('r-5c84d3e6cc03'), ADA],
    ['by a digest, where it shares its number', withId(fileIdsOf(LINES).get(OLD.payout_id) ?? ''), OLD],
    [
      'by address and amount',
      'payment_email,amount,status,transaction_id\nADA@example.com,$50.00,Completed,T-1',
      ADA,
    ],
    [
      'by address and amount, if its id is empty',
      'id,payment_email,amount,status,transaction_id\n,bob@example.com,"1,234.50",COMPLETED,T-1',
      BOB,
    ],
    [
      'by its id, and all else agrees',
      `payout_id,id,payment_email,amount,currency,status,transaction_id\n${ADA.payout_id},R-5C84D3E6CC03,ada@example.com,50,usd,completed,T-1`,
      ADA,
    ],
  ])('%s', (_, text, found) => expect(verdicts(text)).toStrictEqual([paid(found.payout_id)]));

  it.each([
    ['an id of no payout in the run', withId('R-000000000000'), 'unmatched'],
    ['an empty id', withId(''), 'unmatched'],
    ['the prefix of an id', withId('9e36b1f8'), 'unmatched'],
    ['another amount', 'payment_email,amount,status\nada@example.com,50.01,failed', 'unmatched'],
    ['another address', 'payment_email,amount,status\neve@example.com,50.00,failed', 'unmatched'],
    [
      'no amount that can be read',
      'payment_email,amount,status\nada@example.com,"50,00",failed',
      'unmatched',
    ],
    [
      'an address and amount of two payouts',
      'payment_email,amount,status\ntwin@example.com,7,failed',
      'ambiguous',
    ],
    ['a number that two payouts share', withId('R-000000000001'), 'ambiguous'],
  ])('does not guess: %s', (_, text, because) => expect(verdicts(text)).toStrictEqual([because]));
});

const FULL = 'payout_id,id,payment_email,amount,status,transaction_id,reason\n';
const full = (...cells: string[]) => FULL + cells.join(',');

describe('a line is refused, and its payout left alone', () => {
  it.each([
    [
      'another amount',
      full(ADA.payout_id, '', '', '50.01', 'completed', 'T-1', ''),
      'amount must be 50.00, what this payout pays.',
    ],
    [
      'an amount that cannot be read',
      full(ADA.payout_id, '', '', 'fifty', 'completed', 'T-1', ''),
      'amount must be 50.00, what this payout pays.',
    ],
    [
      'another receiver',
      full(ADA.payout_id, '', 'bob@example.com', '', 'completed', 'T-1', ''),
      'payment_email must be the address of this payout.',
    ],
    [
      'two ids of two payouts',
      full(ADA.payout_id, BOB.payout_id, '', '', 'completed', 'T-1', ''),
      'id must name the same payout as payout_id.',
    ],
    [
      'another currency',
      `id,currency,status,transaction_id\n${ADA.payout_id},EUR,completed,T-1`,
      'currency must be USD.',
    ],
    [
      'another currency, where address and amount fit',
      'payment_email,amount,currency,status,transaction_id\nada@example.com,50.00,EUR,completed,T-1',
      'currency must be USD.',
    ],
    [
      'a status that nobody knows',
      full(ADA.payout_id, '', '', '', 'paid', 'T-1', ''),
      'status must be completed, failed or returned.',
    ],
    [
      'a status that every object knows',
      full(ADA.payout_id, '', '', '', 'constructor', 'T-1', ''),
      'status must be completed, failed or returned.',
    ],
    [
      'no status',
      full(ADA.payout_id, '', '', '', '', 'T-1', ''),
      'status must be completed, failed or returned.',
    ],
    [
      'a cell too few',
      full(ADA.payout_id, '', '', '', 'completed', 'T-1'),
      'has more or fewer cells than the header.',
    ],
    [
      'everything at once',
      full(ADA.payout_id, 'R-1', 'x', '1', 'gone', '', ''),
      'id must name the same payout as payout_id; amount must be 50.00, what this payout pays; payment_email must be the address of this payout; status must be completed, failed or returned.',
    ],
  ])('for %s', (_, text, says) => expect(verdicts(text)).toStrictEqual([says]));
});

describe('several lines about one payout', () => {
  const two = (one: string, other: string) =>
    verdicts(`id,status,transaction_id,reason,amount\n${one}\n${other}`);
  const number = 'R-5C84D3E6CC03';
  const contradicts = (other: number) => `says something else of this payout than line ${other}.`;

  it('count once if they say the same, also by other ids', () => {
    expect(two(`${number},completed,T-1,,`, `${ADA.payout_id},Completed,T-1,,`)).toStrictEqual([
      paid(ADA.payout_id),
      [...paid(ADA.payout_id), 2],
    ]);
  });

  it.each([
    ['other statuses', `${number},completed,T-1,,`, `${number},failed,T-1,,`],
    ['other transactions', `${number},completed,T-1,,`, `${number},completed,T-2,,`],
    ['other reasons', `${number},failed,,a,`, `${number},failed,,b,`],
    ['amounts in one of them only', `${number},completed,T-1,,50.00`, `${number},completed,T-1,,`],
  ])('count for nothing if they have %s', (_, one, other) =>
    expect(two(one, other)).toStrictEqual([contradicts(3), contradicts(2)]),
  );

  it('count for nothing if one of them is wrong, and no other payout is touched', () => {
    const text = `id,status,transaction_id,reason,amount\n${number},completed,T-1,,50.00\n${BOB.payout_id},completed,T-2,,\n${number},completed,T-1,,60.00`;
    expect(verdicts(text)).toStrictEqual([
      contradicts(4),
      paid(BOB.payout_id, 'T-2'),
      'says something else of this payout than line 2; amount must be 50.00, what this payout pays.',
    ]);
  });
});

describe('what a line asks for', () => {
  it.each([
    ['completed,T-1,', { action: 'complete', transaction_id: 'T-1' }],
    ['completed,T-1,Paid.', { action: 'complete', transaction_id: 'T-1' }],
    ['FAILED,,Closed.', { action: 'fail', reason: 'Closed.' }],
    ['failed,T-1,Closed.', { action: 'fail', reason: 'Closed.' }],
    [' Returned ,,Closed.', { action: 'return', reason: 'Closed.' }],
    ['completed,,', { action: 'complete' }],
    ['failed,,', { action: 'fail' }],
  ])('%s', (cells, instruction) => {
    expect(verdicts(`id,status,transaction_id,reason\n${ADA.payout_id},${cells}`)).toStrictEqual([
      [ADA.payout_id, instruction],
    ]);
  });
});
