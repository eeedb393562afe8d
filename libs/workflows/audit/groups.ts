import { isActive } from '../../payouts/affiliate.ts';
import { type Finding, isKey } from '../../payouts/audit/finding.ts';
import { createGroups, type Groups, transactionOf } from '../../payouts/audit/groups.ts';
import { createNaming, type Naming } from '../../payouts/audit/naming.ts';
import { chunksOf } from '../../runtime/chunks.ts';
import { toAffiliate } from '../../store/affiliates.ts';
import type { RecordPage } from '../../store/audit/pages.ts';
import { toPayout } from '../../store/payouts/record.ts';
import { type AuditRun, recordsOf } from './run.ts';

/** As many groups are named in one reading: more would not fit into memory. */
const SUSPECTS_MAX = 100_000;

/** What must be left of the time to read another page. */
const LAST_PAGE_MS = 10_000;

/** The time of the run is over before everything was read. */
class OutOfTime extends Error {}

/**
 * Finds what only many records together show. If the run has not read all of them by itself, they are read
 * again; those that share something are read once more, to name them.
 * @returns false if the time ran out, and then the findings are not complete
 */
export async function examineGroups(run: AuditRun, found: (finding: Finding) => void): Promise<boolean> {
  try {
    const groups = run.groups ?? (await gather(run));
    for (const finding of groups.findings()) found(finding);
    await nameAll(run, 'users', groups.users.repeated(), found);
    await nameAll(run, 'transactions', groups.transactions.repeated(), found);
    return true;
  } catch (error) {
    if (error instanceof OutOfTime) return false;
    throw error;
  }
}

async function gather(run: AuditRun): Promise<Groups> {
  const groups = createGroups();
  for await (const { items } of timely(run, 'affiliates')) {
    for (const item of items) addAffiliate(groups, item);
  }
  for await (const { items } of timely(run, 'payouts')) {
    for (const item of items) groups.addPayout(toPayout(item));
  }
  return groups;
}

/** Gathers what an affiliate's record has for the groups. */
export function addAffiliate(groups: Groups, item: Record<string, unknown>): void {
  const affiliate = toAffiliate(item);
  if (affiliate) groups.addAffiliate(affiliate, item);
}

async function nameAll(
  run: AuditRun,
  what: 'users' | 'transactions',
  repeated: ReadonlySet<number>,
  found: (finding: Finding) => void,
): Promise<void> {
  for (const suspects of chunksOf([...repeated], SUSPECTS_MAX)) {
    const naming = createNaming(new Set(suspects));
    for await (const { items } of timely(run, what === 'users' ? 'affiliates' : 'payouts')) {
      for (const item of items) (what === 'users' ? nameUser : nameTransaction)(naming, item);
    }
    for (const finding of naming[what]()) found(finding);
  }
}

function nameUser(naming: Naming, item: Record<string, unknown>): void {
  const affiliate = toAffiliate(item);
  if (affiliate && isKey(item.user_id)) {
    naming.add(item.user_id, affiliate.affiliate_id, isActive(affiliate));
  }
}

function nameTransaction(naming: Naming, item: Record<string, unknown>): void {
  const payout = toPayout(item);
  naming.add(transactionOf(payout), payout.payout_id);
}

/** The pages of a table, as long as there is time. @throws OutOfTime */
async function* timely(run: AuditRun, table: 'affiliates' | 'payouts'): AsyncGenerator<RecordPage> {
  for await (const page of recordsOf(run, 'groups', table)) {
    yield page;
    if (page.next !== null && run.store.remainingMs() < LAST_PAGE_MS) throw new OutOfTime();
  }
}
