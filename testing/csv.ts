import { parse } from 'csv-parse/sync';

/** The rows of a file, by the names of its columns. */
export const rowsOf = (csv: string): Record<string, string>[] =>
  parse(csv, { bom: true, columns: true, record_delimiter: '\r\n' });
