import type { RepairOrder } from '../../../schemas/requests/repair-balance.ts';
import type { Counters } from '../../payouts/balance.ts';
import { COUNTERS, type RowCounters, stoodStill } from '../../payouts/reconciliation.ts';
import type { Store } from '../engine/client.ts';
import { counterIsStill } from '../engine/conditions.ts';
import { AGAIN, untilSettled } from '../engine/retry.ts';
import { transact, type Write } from '../engine/transaction.ts';
import { getStoredRow, toBalanceRow } from './balance-row.ts';
import { sumPayouts } from './sum-payouts.ts';

/** A repair as the row keeps it, in its `repairs`: who set which counters to what, when, and why. */
export interface Repair {
  at: string;
  by: string;
  reason: string;
  from: RowCounters;
  to: Counters;
}

/**
 * Sets an affiliate's counters to the sum of the payouts on record, if they still are what the operator saw.
 * As everything that moves money moves them, nothing has since, and the index has had all that time to catch
 * up. The same order again is answered with the repair that it made.
 * @throws Error that says why nothing was changed; try_again
 */
export async function repairRow(store: Store, order: RepairOrder, at: string): Promise<Repair> {
  // What is refused is not thrown inside: there a throw is a fault, and would be tried again.
  const outcome = await untilSettled<Repair | string>(store, () => tryRepair(store, order, at));
  if (typeof outcome === 'string') throw new Error(`Nothing was changed. ${outcome}`);
  return outcome;
}

async function tryRepair(
  store: Store,
  order: RepairOrder,
  at: string,
): Promise<Repair | string | typeof AGAIN> {
  const { affiliate_id, by, reason, counters: from } = order;
  const row = await getStoredRow(store, affiliate_id);
  if (!row || !toBalanceRow(row)) return `There is no balance row of ${affiliate_id}.`;
  if (!stoodStill(from, row)) {
    const { repairs = [] } = row as { repairs?: Repair[] };
    return repairs.findLast((repair) => isMadeBy(order, repair)) ?? moved(affiliate_id);
  }
  const { uncounted, unreadable, unknown: _, ...to } = await sumPayouts(store, affiliate_id);
  if (unreadable.length > 0) return `Records that cannot be read: ${unreadable.join(', ')}. Mend them first.`;
  if (uncounted.length > 0)
    return `Payouts that are not counted: ${uncounted.join(', ')}. Run openBalances first.`;
  if (stoodStill(from, to)) return `The counters of ${affiliate_id} are what the payouts on record say.`;
  const repair = { at, by, reason, from, to };
  return (await transact(store, repairing(store, affiliate_id, repair))) ? AGAIN : repair;
}

function moved(affiliateId: string): string {
  return `The counters of ${affiliateId} are not what the order says. Reconcile again, and look at the new report.`;
}

function isMadeBy({ by, reason, counters }: RepairOrder, repair: Repair): boolean {
  return repair.by === by && repair.reason === reason && stoodStill(repair.from, counters);
}

function repairing({ tables }: Store, affiliateId: string, repair: Repair): Write[] {
  const { from, to } = repair;
  const sets = COUNTERS.map((name) => `${name} = :${name}`);
  const append = 'repairs = list_append(if_not_exists(repairs, :none), :repair)';
  const seen = COUNTERS.filter((name) => name in from);
  const Update = {
    TableName: tables.balances,
    Key: { affiliate_id: affiliateId },
    UpdateExpression: `SET ${[...sets, append].join(', ')}`,
    ConditionExpression: COUNTERS.map((name) => counterIsStill(name, name in from)).join(' AND '),
    ExpressionAttributeValues: {
      ...Object.fromEntries(COUNTERS.map((name) => [`:${name}`, to[name]])),
      ...Object.fromEntries(seen.map((name) => [`:seen_${name}`, from[name]])),
      ':none': [],
      ':repair': [repair],
    },
  };
  return [{ Update }];
}
