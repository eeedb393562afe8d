import { describe, expect, it } from 'vitest';
import { ADA, BOB, judged, paid, verdicts, withId } from './sample-results.ts';

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

  it.each([
    ['says no status', ',T-1,ada@example.com', 'status must be completed, failed or returned.'],
    [
      'has another address',
      'completed,T-1,eve@example.com',
      'payment_email must be the address of this payout.',
    ],
  ])('count for nothing if one of them %s', (_, cells, fault) => {
    const header = 'id,status,transaction_id,payment_email';
    const text = `${header}\n${number},completed,T-1,ada@example.com\n${number},${cells}`;
    const other = contradicts(2).replace('.', `; ${fault}`);
    expect(verdicts(text)).toStrictEqual([contradicts(3), other]);
  });

  it('are each told of the first line that says something else', () => {
    const text = `id,status,reason\n${number},failed,a\n${number},failed,b\n${number},failed,c`;
    expect(verdicts(text)).toStrictEqual([contradicts(3), contradicts(2), contradicts(2)]);
  });

  it('count for nothing if one of them is wrong, and no other payout is touched', () => {
    const text = `id,status,transaction_id,reason,amount\n${number},completed,T-1,,50.00\n${BOB.payout_id},completed,T-2,,\n${number},completed,T-1,,60.00`;
    expect(verdicts(text)).toStrictEqual([
      contradicts(4),
      paid(BOB.payout_id, 'T-2'),
      'says something else of this payout than line 2; amount must be 50.00, what this payout pays.',
    ]);
  });
});

describe('a refusal', () => {
  it('has the payout that it is about', () => {
    expect(judged(withId(ADA.payout_id).replace('completed', 'paid'))[0]).toMatchObject({
      kind: 'refused',
      line: ADA,
      error: { code: 'invalid_request' },
    });
  });

  it('has none if none is found, and says how to name it if there are several', () => {
    const [verdict] = judged('payment_email,amount,status\ntwin@example.com,7,failed');
    expect(verdict).toMatchObject({
      kind: 'refused',
      because: 'ambiguous',
      error: {
        code: 'payout_not_found',
        message:
          'Several payouts of this run fit the line: name one by its id. It says: payment_email "twin@example.com", amount "7".',
      },
    });
    expect(verdict).not.toHaveProperty('line');
    expect(judged('id,status\nR-1')[0]).not.toHaveProperty('line');
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
