import { expect, it } from 'vitest';
import { judgeRows } from '../../../libs/payouts/runs/judge-rows.ts';

const ROWS = 200;

const FOUND = {
  kind: 'matched' as const,
  line: {
    payout_id: 'p-1',
    affiliate_id: 'aff',
    amount: 5000,
    payment_email: 'ada@example.com',
    warnings: [],
  },
  faults: [],
};

it('each of the lines about one payout is looked at a few times, however many there are', () => {
  let looks = 0;
  const rows = Array.from({ length: ROWS }, (_, index) => ({
    line: index + 2,
    isWhole: true,
    get said() {
      looks += 1;
      return { id: 'p-1', status: 'completed', transaction_id: 'T-1' };
    },
  }));
  const verdicts = judgeRows(rows, () => FOUND);
  expect(verdicts.filter(({ kind }) => kind === 'do')).toHaveLength(ROWS);
  expect(looks).toBeLessThan(20 * ROWS);
});
