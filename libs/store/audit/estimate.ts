import type { Store } from '../engine/client.ts';
import type { TableShape } from '../engine/describe-table.ts';
import { type AuditedTable, sampleOf } from './pages.ts';

/** What an audit will read, what that costs, and about how long it takes. */
export interface Estimate {
  records: number;
  read_units: number;
  /** Of a table on demand in us-east-1; a provisioned table has paid for its units already. */
  usd: number;
  minutes: number;
}

/** The list price of https://aws.amazon.com/dynamodb/pricing/on-demand/, as in `bench/cost.ts`. */
const USD_PER_MILLION_UNITS = 0.125;

/** Measured on the embedded database (docs/performance.md); AWS has not been tried. */
const RECORDS_PER_SECOND = 4000;

/** What one reading of these tables takes, from their sizes and the cost of their first pages. */
export async function estimateAudit(
  store: Store,
  shapes: Partial<Record<AuditedTable, TableShape>>,
  paceOf: (shape: TableShape) => number | undefined,
): Promise<Estimate> {
  const entries = Object.entries(shapes) as [AuditedTable, TableShape][];
  const sizes = await Promise.all(entries.map(([table, shape]) => sizeOf(store, table, shape)));
  const seconds = sizes.map(({ records, units, shape }) =>
    Math.max(records / RECORDS_PER_SECOND, units / (paceOf(shape) ?? Number.POSITIVE_INFINITY)),
  );
  const units = sum(sizes.map((size) => size.units));
  return {
    records: sum(sizes.map(({ records }) => records)),
    read_units: Math.ceil(units),
    usd: Math.ceil((units / 1_000_000) * USD_PER_MILLION_UNITS * 100) / 100,
    minutes: Math.ceil(sum(seconds) / 60),
  };
}

/** DynamoDB counts a table only every six hours, so a table of one page is counted here. */
async function sizeOf(store: Store, table: AuditedTable, shape: TableShape) {
  const { items: sample, next, units } = await sampleOf(store, table);
  const records = next === null ? sample.length : Math.max(shape.items, sample.length);
  return { shape, records, units: sample.length > 0 ? (units / sample.length) * records : 0 };
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
