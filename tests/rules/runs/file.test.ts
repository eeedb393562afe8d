import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeCsv } from '../../../libs/csv/write-csv.ts';
import { fileIdsOf, fileRowsOf } from '../../../libs/payouts/runs/file.ts';
import { centsIn } from '../../../libs/payouts/runs/result-rows.ts';
import { type RunForm, type RunLine, totalAmountOf } from '../../../libs/payouts/runs/run.ts';

const line = (payout_id: string, amount = 5000, payment_email = 'ada@example.com'): RunLine => ({
  payout_id,
  affiliate_id: 'aff-ada',
  amount,
  payment_email,
  warnings: [],
});

const fileOf = (form: RunForm, ...lines: RunLine[]) => writeCsv(fileRowsOf(form, lines, fileIdsOf(lines)));

const ONE = line('9e36b1f8-77c5-4d21-b0fa-5c84d3e6cc03');
const OTHER = line('d27a4e13-0c98-4b6f-a5e2-81f09b7ddd04', 123_456_789, 'grace@example.com');

describe('the file of a run', () => {
  it("is PayPal's form, which has no header", () => {
    expect(fileOf('paypal_csv', ONE, OTHER)).toBe(
      'ada@example.com,50.00,USD,R-5C84D3E6CC03,Payout R-5C84D3E6CC03\r\n' +
        'grace@example.com,1234567.89,USD,R-81F09B7DDD04,Payout R-81F09B7DDD04\r\n',
    );
  });

  it('is a header and the same columns for a bank', () => {
    expect(fileOf('zelle_csv', ONE)).toBe(
      'payment_email,amount,currency,id,note\r\n' +
        'ada@example.com,50.00,USD,R-5C84D3E6CC03,Payout R-5C84D3E6CC03\r\n',
    );
  });

  it('is nothing, or a header, if every payout was left out', () => {
    expect(fileOf('paypal_csv')).toBe('');
    expect(fileOf('zelle_csv')).toBe('payment_email,amount,currency,id,note\r\n');
  });

  it("keeps the limits of PayPal's form, and has no cell that begins a formula", () => {
    const ids = fc.uniqueArray(fc.oneof(fc.uuid(), fc.string({ minLength: 1, maxLength: 128 })), {
      minLength: 1,
      maxLength: 50,
    });
    fc.assert(
      fc.property(ids, (payoutIds) => {
        const lines = payoutIds.map((id) => line(id));
        const rows = fileRowsOf('paypal_csv', lines, fileIdsOf(lines));
        for (const [, , , id = '', note = ''] of rows) {
          expect(id).toMatch(/^R-[A-Z0-9]{0,28}$/);
          expect(note.length).toBeLessThanOrEqual(400);
        }
        for (const cell of rows.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
        expect(new Set(rows.map(([, , , id]) => id)).size).toBe(lines.length);
      }),
    );
  });

  it('pays to the cent what the run pays, for 100000 amounts', () => {
    let seed = 20_251_126;
    const amounts = Array.from({ length: 100_000 }, () => {
      seed = (seed * 48_271) % 2_147_483_647;
      return (seed % 2_000_000) + 1;
    });
    for (let start = 0; start < amounts.length; start += 1000) {
      const lines = amounts.slice(start, start + 1000).map((amount, index) => line(`p-${index}`, amount));
      const cells = fileOf('paypal_csv', ...lines)
        .split('\r\n')
        .slice(0, -1);
      const cents = cells.map((row) => Number(row.split(',')[1]?.replace('.', '')));
      expect(cents).toStrictEqual(lines.map(({ amount }) => amount));
      expect(cents.reduce((sum, each) => sum + each, 0)).toBe(totalAmountOf(lines));
      expect(cells.map((row) => centsIn(row.split(',')[1] ?? ''))).toStrictEqual(cents);
    }
  });
});

describe('the id in a file', () => {
  it('is the number of the receipt', () => {
    expect([...fileIdsOf([ONE]).values()]).toStrictEqual(['R-5C84D3E6CC03']);
  });

  it('is a digest where two payouts share a number, and no other one changes', () => {
    const ids = fileIdsOf([ONE, line('a-000000000001'), line('b-000000000001')]);
    expect([...ids.values()]).toStrictEqual([
      'R-5C84D3E6CC03',
      'R-A0701240DD0DCDB8FE9551E0',
      'R-57CCA6EA12DEA32E4D038899',
    ]);
  });
});
