import { stringify } from 'csv-stringify/sync';

/**
 * A file of these rows, with CRLF. No cell begins a formula: one that would is made harmless, so an address
 * that would must not be in it.
 */
export function writeCsv(rows: string[][]): string {
  return stringify(rows, {
    record_delimiter: 'windows',
    escape_formulas: true,
    // By itself it quotes a cell for CRLF only, and a reader takes a lone line feed for the end of a row.
    quoted_match: /[\r\n]/,
  });
}
