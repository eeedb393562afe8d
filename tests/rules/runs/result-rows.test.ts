import { describe, expect, it } from 'vitest';
import { readCsv } from '../../../libs/csv/read-csv.ts';
import { isCode, type PayoutError } from '../../../libs/payouts/errors.ts';
import { centsIn, ROWS_READ_MAX, readResultRows } from '../../../libs/payouts/runs/result-rows.ts';

const read = (text: string) => readResultRows(readCsv(text, ROWS_READ_MAX));
const said = (text: string) => read(text).map((row) => row.said);

/** What is wrong with a file, as its sender reads it. */
function faultOf(text: string): unknown {
  try {
    read(text);
  } catch (error) {
    if (isCode(error, 'invalid_request')) return (error as PayoutError<'invalid_request'>).details?.fields;
    throw error;
  }
  return undefined;
}

const ROW = { id: 'R-1', status: 'completed', transaction_id: 'T-1' };

describe('a file of results', () => {
  it.each([
    ['as it should be', 'id,status,transaction_id\nR-1,completed,T-1\n'],
    ['with CRLF', 'id,status,transaction_id\r\nR-1,completed,T-1\r\n'],
    ['of an old Mac', 'id,status,transaction_id\rR-1,completed,T-1\r'],
    ['without a last line end', 'id,status,transaction_id\nR-1,completed,T-1'],
    ['with a byte order mark', '\ufeffid,status,transaction_id\nR-1,completed,T-1'],
    ['with quoted cells', '"id","status","transaction_id"\n"R-1","completed","T-1"'],
    ['with a header in another case', 'ID,Status,Transaction ID\nR-1,completed,T-1'],
    ['with hyphens in the header', 'id,status,transaction-id\nR-1,completed,T-1'],
    ['with blanks around cells', ' id , status ,transaction_id \n R-1 ,completed , T-1'],
    ['in another order, with more columns', 'memo,transaction_id,id,status\nx,T-1,R-1,completed'],
    ['with semicolons', 'id;status;transaction_id\nR-1;completed;T-1'],
    [
      'with semicolons, and a comma in a quoted name',
      'id;status;transaction_id;"Name, first name"\nR-1;completed;T-1;x',
    ],
    [
      'with names that every object knows',
      'id,status,transaction_id,constructor,constructor\nR-1,completed,T-1,x,x',
    ],
    [
      'with commas, and a semicolon and a tab in a name',
      'id,status,transaction_id,Name; first\tname\nR-1,completed,T-1,x',
    ],
    ['with semicolons, and a tab in a name', 'id;status;transaction_id;First\tname\nR-1;completed;T-1;x'],
    ['with tabs', 'id\tstatus\ttransaction_id\nR-1\tcompleted\tT-1'],
    ['with blank lines', '\n\nid,status,transaction_id\n\n,,\nR-1,completed,T-1\n\n'],
    ['with empty cells', 'id,status,transaction_id,reason\nR-1,completed,T-1,'],
  ])('is read %s', (_, text) => expect(said(text)).toStrictEqual([ROW]));

  it('keeps what stands in quotes: commas, quotes, line breaks and any script', () => {
    const reason = 'Closed, "for good"\n日本 für 🎉';
    const text = `id,status,reason\nR-1,failed,"${reason.replaceAll('"', '""')}"`;
    expect(said(text)).toStrictEqual([{ id: 'R-1', status: 'failed', reason }]);
  });

  it('knows the line in which each row begins', () => {
    const text = '\nid,status,reason\r\nR-1,failed,"two\r\nlines"\n\n\nR-2,failed,one\n"R-3",failed,"\n"';
    expect(read(text).map(({ line }) => line)).toStrictEqual([3, 7, 8]);
  });

  it('takes the names that our own file has, and that banks have', () => {
    const row = { payment_email: 'a@b.co', amount: '50.00', status: 'completed' };
    expect(said('payment_email,amount,status\na@b.co,50.00,completed')).toStrictEqual([row]);
    for (const name of ['E-mail', 'Email', 'Payment  Email', 'payment - email'])
      expect(said(`${name},Amount,Status\na@b.co,50.00,completed`)).toStrictEqual([row]);
  });

  it('marks a line that has more or fewer cells than the header, and reads nothing in it', () => {
    const rows = read('id,status,transaction_id\nR-1,completed\nR-2,completed,T-2,x\nR-3,completed,T-3');
    expect(rows.map(({ isWhole }) => isWhole)).toStrictEqual([false, false, true]);
    expect(rows.slice(0, 2).map((row) => row.said)).toStrictEqual([{}, {}]);
  });

  const NO_HEADER = 'must be a header with status, and with id, payout_id, or payment_email and amount';
  it.each([
    ['is empty', '', 'lines', 'must begin with a header'],
    ['is blank', '\n , \n', 'lines', 'must begin with a header'],
    ['has no header', 'R-1,completed,T-1', 'lines.1', NO_HEADER],
    ['has no status', 'id,transaction_id\nR-1,T-1', 'lines.1', NO_HEADER],
    ['has nothing that names a payout', 'status,reason\nfailed,x', 'lines.1', NO_HEADER],
    ['has an address without an amount', 'payment_email,status\na@b.co,failed', 'lines.1', NO_HEADER],
    [
      'has a column twice',
      'id,status,Status\nR-1,failed,x',
      'lines.1',
      'must not have the column status twice',
    ],
    ['has no header below empty lines', '\n\nR-1,completed,T-1', 'lines.3', NO_HEADER],
    [
      'has a column twice below empty lines',
      '\n\nid,status,id\nR-1,failed,x',
      'lines.3',
      'must not have the column id twice',
    ],
    [
      'has a column twice, behind two that are not known',
      'x,y,id,id,status\n,,R-1,R-1,failed',
      'lines.1',
      'must not have the column id twice',
    ],
    ['has only a header', 'id,status\n', 'lines', 'must have at least one below the header'],
    [
      'was cut off in quotes',
      'id,status,reason\nR-1,failed,"one\ntwo"\nR-2,failed,"thr',
      'lines.4',
      'must have its quotes closed',
    ],
    ['has a stray quote', 'id,status\nR"1,failed', 'lines.2', 'must have its quotes closed'],
    ['has text behind a quote', 'id,status\n"R-1"x,failed', 'lines.2', 'must have its quotes closed'],
  ])('is refused as a whole if it %s', (_, text, path, message) => {
    expect(faultOf(text)).toStrictEqual([{ path, message }]);
  });

  it('has at most 5000 lines', () => {
    const lines = (count: number) => `id,status\n${'R-1,failed\n'.repeat(count)}`;
    expect(faultOf(lines(5000))).toBeUndefined();
    expect(faultOf(lines(5001))).toStrictEqual([
      { path: 'lines', message: 'must be at most 5000 below the header' },
    ]);
    expect(faultOf(`${lines(5000)}${'\n'.repeat(500_000)}`)).toBeUndefined();
  });
});

describe('an amount in a file', () => {
  it.each([
    ['50.00', 5000],
    ['50', 5000],
    ['50.5', 5050],
    ['0.05', 5],
    ['$50.00', 5000],
    ['$ 50.00', 5000],
    [' 50.00 ', 5000],
    ['1,234.50', 123_450],
    ['12,345.00', 1_234_500],
    ['123,456', 12_345_600],
    ['$1,234,567.89', 123_456_789],
    ['1234567.89', 123_456_789],
  ])('%j is %d cents', (text, cents) => expect(centsIn(text)).toBe(cents));

  it.each([
    '',
    '-50.00',
    '(50.00)',
    '50,00',
    '1.234,50',
    '1,23.00',
    '12,34',
    '50.001',
    '5e3',
    '0x32',
    '50.',
    '.50',
    'fifty',
    '50 USD',
    '٥٠',
  ])('%j is none', (text) => expect(centsIn(text)).toBeUndefined());
});
