import type { Finding } from '../../payouts/audit/finding.ts';
import { createGroups, type Groups } from '../../payouts/audit/groups.ts';
import type { AuditPlace, AuditReport, STAGES } from '../../payouts/audit/report.ts';
import type { PayoutLimits } from '../../payouts/requests.ts';
import type { Estimate } from '../../store/audit/estimate.ts';
import { type AuditedTable, pagesOfRecords, type RecordPage } from '../../store/audit/pages.ts';
import type { Store } from '../../store/engine/client.ts';
import { describeTable, type TableShape } from '../../store/engine/describe-table.ts';
import { faultsOfTable, type TableFault } from '../../store/engine/table-faults.ts';
import type { TableKey } from '../../store/engine/tables.ts';

/** What an audit needs: the tables, and the limits that amounts should be within. */
export interface AuditSource {
  store: Store;
  limits: PayoutLimits;
}

/** How an audit runs, and who hears of it while it does. */
export interface AuditOptions {
  /** What names the database, as the commands of the report take it. */
  where?: string | undefined;
  /** As many read units in a second at most. A provisioned table is read with half of its own at most. */
  unitsPerSecond?: number | undefined;
  /** Hears before anything else what will be read, if the audit begins at its start. */
  onEstimate?: (estimate: Estimate) => void;
  onPage?: (progress: AuditProgress) => void;
  onFinding?: (finding: Finding) => void;
}

/** How far an audit is. */
export interface AuditProgress {
  stage: (typeof STAGES)[number];
  /** The records that were read so far, also those that were read again. */
  records: number;
}

/** An audit that is running. */
export interface AuditRun extends AuditSource {
  options: AuditOptions;
  /** The tables that can be read. */
  shapes: Partial<Record<AuditedTable, TableShape>>;
  faults: TableFault[];
  /** Undefined in a run that goes on somewhere, and so has not seen all records. */
  groups: Groups | undefined;
  /** What was read in the stages. What the groups read again is not in it. */
  read: AuditReport['read'];
  usage: { units: number; records: number };
}

const AUDITED = ['affiliates', 'balances', 'payouts'] as const;

/** Looks at the tables, and reads nothing yet. */
export async function startRun(
  source: AuditSource,
  from: AuditPlace,
  options: AuditOptions,
): Promise<AuditRun> {
  const tables = Object.entries(source.store.tables) as [TableKey, string][];
  const described = await Promise.all(
    tables.map(async ([key, name]) => {
      const shape = await describeTable(source.store, name);
      return { key, shape, faults: faultsOfTable(key, name, shape) };
    }),
  );
  const readable = described.filter(
    ({ key, faults }) => isAudited(key) && !faults.some(({ kind }) => kind.startsWith('table-')),
  );
  return {
    ...source,
    options,
    shapes: Object.fromEntries(readable.map(({ key, shape }) => [key, shape])),
    faults: described.flatMap(({ faults }) => faults),
    groups: isFromStart(from) ? createGroups() : undefined,
    read: { affiliates: 0, balances: 0, payouts: 0 },
    usage: { units: 0, records: 0 },
  };
}

/** The records of a table that can be read; none of one that cannot. */
export async function* recordsOf(
  run: AuditRun,
  stage: AuditProgress['stage'],
  table: AuditedTable,
  after?: string,
): AsyncGenerator<RecordPage> {
  const shape = run.shapes[table];
  if (!shape) return;
  for await (const page of pagesOfRecords(run.store, table, { after, unitsPerSecond: paceOf(run, shape) })) {
    run.usage.units += page.units;
    run.usage.records += page.items.length;
    yield page;
    run.options.onPage?.({ stage, records: run.usage.records });
  }
}

/** What others use of a provisioned table must not be taken from them. */
export function paceOf(
  { options }: Pick<AuditRun, 'options'>,
  { provisioned }: TableShape,
): number | undefined {
  return options.unitsPerSecond ?? (provisioned && Math.max(1, provisioned.read / 2));
}

function isFromStart({ stage, after }: AuditPlace): boolean {
  return stage === 'tables' || (stage === 'affiliates' && after === undefined);
}

function isAudited(key: TableKey): key is AuditedTable {
  return AUDITED.some((audited) => audited === key);
}
