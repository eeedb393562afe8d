import { CsvError, parse } from 'csv-parse/sync';
import { invalidField } from '../payouts/errors.ts';

/** A row of a file: the line in which it begins, and its cells. */
export interface CsvRow {
  line: number;
  cells: string[];
}

const DELIMITERS = [',', ';', '\t'];

/**
 * The rows of a file, with or without a byte order mark, with any line ends, separated by commas or, if the
 * first line has none, by semicolons or tabs. Blank lines are rows with one empty cell.
 * @throws invalid_request that names the line in which a quote is not closed, or not where it belongs
 */
export function readCsv(text: string): CsvRow[] {
  const rows: CsvRow[] = [];
  let line = 1;
  const onRecord = (cells: string[], { lines }: { lines: number }): null => {
    rows.push({ line, cells });
    line = lines + 1;
    return null;
  };
  try {
    parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      on_record: onRecord as never,
    });
  } catch (error) {
    if (error instanceof CsvError) throw invalidField(`lines.${line}`, 'must have its quotes closed');
    throw error;
  }
  return rows;
}

function delimiterOf(text: string): string {
  const [first = ''] = text.split(/[\r\n]/, 1);
  return DELIMITERS.find((delimiter) => first.includes(delimiter)) ?? ',';
}
