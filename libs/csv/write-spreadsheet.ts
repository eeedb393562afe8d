import { stringify } from 'csv-stringify/sync';
import { dollarsOf } from '../payouts/money.ts';

/** Text, or a whole number of cents, which a file has in dollars; null is an empty cell. */
export type Cell = string | number | null;

/**
 * Where a formula would begin. A spreadsheet that takes semicolons or tabs for the ends of cells, as in many
 * countries, also finds beginnings inside of the text, and loses count of the quotes.
 */
const FORMULA = /(^|[;\t\r\n])((?:[^\S\t\r\n]|["\p{Cf}])*)(?=[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/gu;

/**
 * Rows for a spreadsheet, in the form of RFC 4180. Text is quoted and amounts are not, so that an id can be
 * told from a number. A cell that would begin a formula is text by an apostrophe.
 */
export function writeSpreadsheet(rows: readonly (readonly Cell[])[]): string {
  return stringify([...rows], {
    record_delimiter: '\r\n',
    quoted_string: true,
    escape_formulas: true,
    cast: {
      number: dollarsOf,
      string: (text) => text.replace(FORMULA, "$1$2'"),
    },
  });
}

/** What begins a file in UTF-8: without it, Excel takes the names in it for another encoding. */
export const BOM = '\uFEFF';
