import type { Counters } from './balance.ts';

/** The counters of a row, by their names. */
export const COUNTERS = ['committed', 'paid', 'held', 'payout_count'] as const satisfies (keyof Counters)[];

/** The counters as a row holds them, also if a person edited it: one may be missing, or be no number. */
export type RowCounters = { [Name in keyof Counters]?: unknown };

/**
 * What is wrong with a row: which counters are not what the payouts on record say, and which rules it breaks
 * in itself.
 */
export type Fault =
  | `${keyof Counters}_differs`
  | 'paid_above_committed'
  | 'held_is_not_the_rest'
  | 'below_zero'
  | `payouts_${keyof Named}`;

/** Payouts on record that need a look, by their ids. */
export interface Named {
  /** Those that no row counts as what they are. They are in the sum. */
  uncounted: string[];
  /** Those whose amount cannot be read. They are not in the sum. */
  unreadable: string[];
  /** Those with a status that this service does not know: they hold their money until an admin ends them. */
  unknown: string[];
}

/**
 * A row that does not add up. `counters` is what it holds, and `on_record` what the payouts say, both in
 * cents.
 */
export interface Difference extends Partial<Named> {
  affiliate_id: string;
  faults: Fault[];
  counters: RowCounters;
  on_record: Counters;
}

/**
 * How a reconciliation went. Rows that moved while they were looked at are left to the next; `next` is where
 * to go on, null at the end.
 */
export interface ReconcileReport {
  checked: number;
  moving: number;
  failed: number;
  differences: Difference[];
  next: string | null;
}

/** A message names as many; each has a log line of its own. */
const NAMED_MAX = 20;

/** A whole day looks at each part of the table once. */
export const SEGMENTS = 24;

/** The part of the table whose turn it is at this time. */
export function segmentAt(time: string): number {
  return new Date(time).getUTCHours();
}

/** The counters among the attributes of a row. */
export function countersIn(row: object): RowCounters {
  const names = COUNTERS.filter((name) => name in row);
  return Object.fromEntries(names.map((name) => [name, (row as RowCounters)[name]]));
}

/**
 * Whether no money moved between two looks at a row. The counters never come back to what they were: a
 * request raises `payout_count`; without one, `committed` only falls; and while `committed` stands still,
 * `paid` only rises.
 */
export function stoodStill(before: RowCounters, after: RowCounters): boolean {
  return COUNTERS.every((name) => before[name] === after[name]);
}

/**
 * What is wrong with a row, measured against the sum of the payouts on record; nothing is, if the list is
 * empty.
 */
export function faultsOf(row: RowCounters, onRecord: Counters, named: Partial<Named> = {}): Fault[] {
  const differing = COUNTERS.filter((name) => row[name] !== onRecord[name]);
  const { committed, paid, held } = row as Counters;
  return [
    ...differing.map((name) => `${name}_differs` as const),
    ...(paid > committed ? (['paid_above_committed'] as const) : []),
    ...(held !== committed - paid ? (['held_is_not_the_rest'] as const) : []),
    ...(COUNTERS.some((name) => (row as Counters)[name] < 0) ? (['below_zero'] as const) : []),
    ...KINDS.filter((kind) => named[kind]?.length).map((kind) => `payouts_${kind}` as const),
  ];
}

const KINDS = ['uncounted', 'unreadable', 'unknown'] as const satisfies (keyof Named)[];

/** Only the kinds of which there are any. */
export function namedIn(sum: Named): Partial<Named> {
  return Object.fromEntries(KINDS.filter((kind) => sum[kind].length > 0).map((kind) => [kind, sum[kind]]));
}

/** Why a reconciliation did not end well, in one line; undefined if it did. */
export function complaintOf({ failed, differences }: ReconcileReport): string | undefined {
  const complaints = [
    ...(differences.length > 0 ? [`Balances that do not add up: ${namesOf(differences)}.`] : []),
    ...(failed > 0 ? [`Balances that could not be checked: ${failed}; the log says why.`] : []),
  ];
  return complaints.length > 0 ? complaints.join(' ') : undefined;
}

function namesOf(differences: Difference[]): string {
  const named = differences
    .slice(0, NAMED_MAX)
    .map(({ affiliate_id, faults }) => `${affiliate_id} (${faults.join(', ')})`);
  const others = differences.length - named.length;
  return [...named, ...(others > 0 ? [`and ${others} more`] : [])].join('; ');
}
