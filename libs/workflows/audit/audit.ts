import type { Finding, Item } from '../../payouts/audit/finding.ts';
import { findingsOfAffiliate } from '../../payouts/audit/of-affiliate.ts';
import { findingsOfPayout } from '../../payouts/audit/of-payout.ts';
import { findingsOfRow } from '../../payouts/audit/of-row.ts';
import {
  type AuditPlace,
  type AuditReport,
  countFinding,
  countOf,
  kindsIn,
  STAGES,
  type Tally,
} from '../../payouts/audit/report.ts';
import { toAffiliate } from '../../store/affiliates.ts';
import { estimateAudit } from '../../store/audit/estimate.ts';
import type { AuditedTable } from '../../store/audit/pages.ts';
import { toPayout } from '../../store/payouts/record.ts';
import { addAffiliate, examineGroups } from './groups.ts';
import { type AuditOptions, type AuditRun, type AuditSource, paceOf, recordsOf, startRun } from './run.ts';
import { optionsFor } from './where.ts';

/** What must be left of the run's time to begin with another page. */
const PAGE_MS = 60_000;

/**
 * Reads the tables from end to end and says what is wrong with them. It changes nothing. If the time runs
 * out, the report says where to go on; the reports of all runs together have each finding once.
 * @throws Error if the tables are too large to compare their records in one run
 */
export async function audit(
  source: AuditSource,
  from: AuditPlace = { stage: 'tables' },
  options: AuditOptions = {},
): Promise<AuditReport> {
  const run = await startRun(source, from, options);
  const tally: Tally = new Map();
  const found = (finding: Finding) => {
    countFinding(tally, finding);
    options.onFinding?.(finding);
  };
  if (from.stage === 'tables' && options.onEstimate) {
    options.onEstimate(await estimateAudit(run.store, run.shapes, (shape) => paceOf(run, shape)));
  }
  let { after } = from;
  for (const stage of STAGES.slice(STAGES.indexOf(from.stage))) {
    if (stage !== from.stage && isLate(run)) return conclude(run, tally, { stage });
    const place = stage === 'groups' ? await groups(run, from, tally) : await read(run, stage, after, found);
    if (place) return conclude(run, tally, place);
    after = undefined;
  }
  return conclude(run, tally, null);
}

/** @returns where to go on, if it was not finished */
async function read(
  run: AuditRun,
  stage: Exclude<AuditPlace['stage'], 'groups'>,
  after: string | undefined,
  found: (finding: Finding) => void,
): Promise<AuditPlace | undefined> {
  if (stage === 'tables') {
    for (const fault of run.faults) found(fault);
    return undefined;
  }
  for await (const { items, next } of recordsOf(run, stage, stage, after)) {
    run.read[stage] += items.length;
    for (const item of items) for (const finding of EXAMINE[stage](run, item)) found(finding);
    if (next !== null && isLate(run)) return { stage, after: next };
  }
  return undefined;
}

/** What is found in groups counts only once all of them were looked at: otherwise it is found again. */
async function groups(run: AuditRun, from: AuditPlace, tally: Tally): Promise<AuditPlace | undefined> {
  if (!run.shapes.affiliates || !run.shapes.payouts) return undefined;
  const findings: Tally = new Map();
  const isDone = await examineGroups(run, (finding) => {
    countFinding(findings, finding);
    run.options.onFinding?.(finding);
  });
  if (isDone) {
    for (const [kind, counted] of findings) tally.set(kind, counted);
    return undefined;
  }
  if (from.stage !== 'groups') return { stage: 'groups' };
  throw new Error(
    'The tables are too large to compare their records within one run. Use npm run audit instead.',
  );
}

const EXAMINE: Record<AuditedTable, (run: AuditRun, item: Item) => Finding[]> = {
  affiliates: ({ groups }, item) => {
    if (groups) addAffiliate(groups, item);
    const affiliate = toAffiliate(item);
    return affiliate ? findingsOfAffiliate(affiliate, item) : [];
  },
  balances: (_, item) => findingsOfRow(item),
  payouts: ({ groups, limits }, item) => {
    const payout = toPayout(item);
    groups?.addPayout(payout);
    return findingsOfPayout(payout, item, limits);
  },
};

function isLate({ store }: AuditRun): boolean {
  return store.remainingMs() < PAGE_MS;
}

function conclude(
  { read, usage, options, store }: AuditRun,
  tally: Tally,
  next: AuditPlace | null,
): AuditReport {
  const where = [options.where, ...optionsFor(store.tables)].filter(Boolean).join(' ');
  const kinds = kindsIn(tally, where);
  return {
    read,
    read_units: Math.ceil(usage.units),
    errors: countOf(kinds, 'error'),
    warnings: countOf(kinds, 'warning'),
    notes: countOf(kinds, 'note'),
    kinds,
    next,
  };
}
