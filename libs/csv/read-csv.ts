import { CsvError, parse } from 'csv-parse/sync';
import { invalidField } from '../payouts/errors.ts';

/** A row of a file: the line in which it begins, and its cells. */
export interface CsvRow {
  line: number;
  cells: string[];
}

const DELIMITERS = [',', ';', '\t'];

/**
 * The first rows of a file, so many at most, with or without a byte order mark, with any line ends. Cells are
 * separated by what a first line `sep=;` says, as spreadsheets write it; else by commas or, if the first line
 * has none, by semicolons or tabs. That line and empty ones are passed over.
 * @throws invalid_request that names the line from which on a quote is not closed, or not where it belongs
 */
export function readCsv(text: string, rowsMax: number): CsvRow[] {
  const input = Buffer.from(text);
  const rows: CsvRow[] = [];
  // The parser's own count of lines takes CRLF in quotes for two.
  let [line, read] = [1, 0];
  const keep = (cells: string[], { bytes }: { bytes: number }): null => {
    const passed = input.subarray(read, bytes).toString();
    if (read > 0 || !SEPARATOR.test(text))
      rows.push({ line: line + lineBreaksIn(passed.slice(0, passed.search(/[^\r\n]/))), cells });
    line += lineBreaksIn(passed);
    read = bytes;
    return null;
  };
  try {
    parse(input, {
      bom: true,
      delimiter: delimiterOf(text),
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: true,
      // The parser takes long for lines with another number of cells, and a file may have a million of them.
      to: rowsMax + (SEPARATOR.test(text) ? 1 : 0),
      on_record: keep as never,
    });
  } catch (error) {
    if (error instanceof CsvError) throw invalidField(`lines.${line}`, 'must have its quotes closed');
    throw error;
  }
  return rows;
}

function lineBreaksIn(text: string): number {
  return text.match(/\r\n|\n|\r/g)?.length ?? 0;
}

/**
 * The first line of a file in which a spreadsheet has said what separates its cells: the only separator in
 * that line.
 */
const SEPARATOR = /^\uFEFF?sep=[,;\t][\r\n]/i;

/** In quotes, a comma separates nothing. */
const QUOTED = /"[^"]*"/g;

function delimiterOf(text: string): string {
  const first = (text.match(/[^\r\n]+/)?.[0] ?? text).replace(QUOTED, '');
  return DELIMITERS.find((delimiter) => first.includes(delimiter)) ?? ',';
}
