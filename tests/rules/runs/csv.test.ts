import { describe, expect, it } from 'vitest';
import { writeCsv } from '../../../libs/csv/write-csv.ts';

describe('a file that we write', () => {
  it.each(['=1+1', '+1', '-1', '@x', '\tx', '\rx'])('has no cell that begins a formula: %j', (cell) => {
    expect(writeCsv([[cell, 'a']])).toMatch(/^"?'/);
  });

  it('has quotes where they are needed, and CRLF', () => {
    expect(writeCsv([['a,b', 'say "x"', 'two\nlines', '日本', '007']])).toBe(
      '"a,b","say ""x""","two\nlines",日本,007\r\n',
    );
  });
});
