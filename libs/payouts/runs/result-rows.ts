import { invalidField } from '../errors.ts';

/** A line of a file: where it begins, and its cells. */
export interface TableRow {
  line: number;
  cells: string[];
}

/** The columns that a file of results can have. Any other is passed over. */
export const RESULT_COLUMNS = [
  'payout_id',
  'id',
  'payment_email',
  'amount',
  'currency',
  'status',
  'transaction_id',
  'reason',
] as const;
/** A column that a file of results can have. */
export type Column = (typeof RESULT_COLUMNS)[number];

/** Other names of columns, in files of banks. */
const ALIASES = new Map<string, Column>([
  ['email', 'payment_email'],
  ['e_mail', 'payment_email'],
]);

/** What a line says, by its columns, without blanks around it. A line that is not whole says nothing. */
export interface ResultRow {
  line: number;
  said: Partial<Record<Column, string>>;
  isWhole: boolean;
}

/** As many lines as one file can have below its header. */
const ROWS_MAX = 5000;

/** As many rows of a file as tell whether it has too many. */
export const ROWS_READ_MAX = ROWS_MAX + 2;

/**
 * Reads the lines of a file of results by its header. Blank lines are passed over.
 * @throws invalid_request if the file has no usable header, no lines, or too many
 */
export function readResultRows(table: readonly TableRow[]): ResultRow[] {
  if (table.length >= ROWS_READ_MAX)
    throw invalidField('lines', `must be at most ${ROWS_MAX} below the header`);
  const [header, ...rows] = table.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  if (!header) throw invalidField('lines', 'must begin with a header');
  const columns = columnsOf(header);
  if (rows.length === 0) throw invalidField('lines', 'must have at least one below the header');
  return rows.map(({ line, cells }) => {
    const isWhole = cells.length === columns.length;
    const said = isWhole ? saidIn(cells, columns) : {};
    return { line, said, isWhole };
  });
}

function columnsOf({ line, cells }: TableRow): (Column | undefined)[] {
  const columns = cells.map(columnOf);
  const known = columns.filter((column) => column !== undefined);
  const twice = known.find((column, index) => known.indexOf(column) < index);
  if (twice) throw invalidField(`lines.${line}`, `must not have the column ${twice} twice`);
  const has = (...names: Column[]) => names.every((name) => known.includes(name));
  if (has('status') && (has('id') || has('payout_id') || has('payment_email', 'amount'))) return columns;
  throw invalidField(
    `lines.${line}`,
    'must be a header with status, and with id, payout_id, or payment_email and amount',
  );
}

function columnOf(cell: string): Column | undefined {
  const name = cell
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
  return RESULT_COLUMNS.find((column) => column === name) ?? ALIASES.get(name);
}

function saidIn(cells: string[], columns: (Column | undefined)[]): ResultRow['said'] {
  const said: ResultRow['said'] = {};
  for (const [index, column] of columns.entries()) {
    const cell = cells[index]?.trim();
    if (column && cell) said[column] = cell;
  }
  return said;
}

const AMOUNT = /^\$?\s*(\d{1,3}(?:,\d{3})+|\d{1,13})(?:\.(\d{1,2}))?$/;

/**
 * An amount in dollars as people and banks write it, in cents: `50.00`, `$50` or `1,234.50`. Undefined for
 * anything else: an amount is never guessed.
 */
export function centsIn(text: string): number | undefined {
  const [, dollars, fraction = ''] = AMOUNT.exec(text.trim()) ?? [];
  if (dollars === undefined) return undefined;
  return Number(dollars.replaceAll(',', '')) * 100 + Number(fraction.padEnd(2, '0'));
}
