import { describe, expect, it } from 'vitest';
import { readCsv } from '../../../libs/csv/read-csv.ts';
import { judgeRows } from '../../../libs/payouts/runs/judge-rows.ts';
import { readResultRows } from '../../../libs/payouts/runs/result-rows.ts';

const NONE = 'No payout of this run is the one that the line names.';

/** What is said of a line whose payout is not found. */
const toldOf = (cells: string) => {
  const table = readCsv(`payout_id,id,payment_email,amount,status\n${cells}`, 2);
  const [verdict] = judgeRows(readResultRows(table), () => ({ kind: 'unmatched' }));
  return verdict?.kind === 'refused' ? verdict.error.message : undefined;
};

describe('a line whose payout is not found is told by what it says', () => {
  it.each([
    [
      'all of it',
      'P-1,R-2,x@example.com,$9,',
      'payout_id "P-1", id "R-2", payment_email "x@example.com", amount "$9"',
    ],
    ['as it was given', ',r-2 ,,"$1,000.5",completed', 'id "r-2", amount "$1,000.5"'],
    ['up to the length of an address', `,${'ü'.repeat(127)},,,`, `id "${'ü'.repeat(127)}"`],
    ['and no further', `,${'😀'.repeat(128)},,,`, `id "${'😀'.repeat(126)}…"`],
    ['without what nobody sees', ',"R\u0000-\u001b[2J\u202e\r\n\u2028\u200b9",\u0085\u0007,,', 'id "R-[2J9"'],
  ])('%s', (_, cells, says) => expect(toldOf(cells)).toBe(`${NONE} It says: ${says}.`));

  it.each(['"10,00"', '1e3', '-5', '10.000'])('and that its amount cannot be read: %s', (amount) => {
    const says = `payment_email "x@example.com", amount "${amount.replaceAll('"', '')}"`;
    const unread = 'Its amount cannot be read: write it like 1234.50.';
    expect(toldOf(`,,x@example.com,${amount},`)).toBe(`${NONE} ${unread} It says: ${says}.`);
  });

  it('or not at all, if it says nothing', () => expect(toldOf(',,,,completed')).toBe(NONE));
});
