import { describe, expect, it } from 'vitest';
import { fileIdsOf } from '../../../libs/payouts/runs/file.ts';
import { matcherOf } from '../../../libs/payouts/runs/match-rows.ts';
import { ADA, BOB, LINES, OLD, paid, verdicts, withId } from './sample-results.ts';

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

  it('by its own id first, also if that is the number of another', () => {
    const lines = [ADA, { ...BOB, payout_id: 'R-5C84D3E6CC03' }];
    const match = matcherOf(lines, fileIdsOf(lines));
    expect(match({ line: 2, said: { id: 'R-5C84D3E6CC03' }, isWhole: true })).toStrictEqual({
      kind: 'matched',
      line: lines[1],
      faults: [],
    });
  });

  it.each([
    ['an id of no payout in the run', withId('R-000000000000'), 'unmatched'],
    ['an empty id', withId(''), 'unmatched'],
    ['a payout_id of no payout in the run', 'payout_id,status\nP-1,failed', 'unmatched'],
    [
      'a payout_id of no payout in the run, beside the id of one',
      `payout_id,id,status\nP-1,${ADA.payout_id},failed`,
      'unmatched',
    ],
    [
      'an id of no payout in the run, beside the address and the amount of one',
      'id,payment_email,amount,status\nP-1,ada@example.com,50.00,failed',
      'unmatched',
    ],
    ['an amount without an address', 'payment_email,amount,status\n,50.00,failed', 'unmatched'],
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
