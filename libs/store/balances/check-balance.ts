import { setTimeout as sleep } from 'node:timers/promises';
import type { Counters } from '../../payouts/balance.ts';
import {
  countersIn,
  type Difference,
  faultsOf,
  namedIn,
  type RowCounters,
  stoodStill,
} from '../../payouts/reconciliation.ts';
import type { Store } from '../engine/client.ts';
import { getStoredRow, toBalanceRow } from './balance-row.ts';
import { sumPayouts } from './sum-payouts.ts';

const LOOKS_MAX = 4;

/** An index of DynamoDB is hardly ever behind its table for longer. */
const PAUSE_MS = 2000;

/**
 * Compares an affiliate's row with the payouts on record, while requests and steps go on. They can make the
 * two differ for a moment, and so can the index: a difference counts if the row did not add up at two
 * looks, and stood still from before the first until after the second.
 * @returns the difference; undefined if the row adds up; `moving` if no look was at a row that stood
 * still for long enough
 */
export async function checkBalance(
  store: Store,
  affiliateId: string,
): Promise<Difference | 'moving' | undefined> {
  const row = await getStoredRow(store, affiliateId);
  if (row && !toBalanceRow(row)) return undefined;
  let before = countersIn(row ?? {});
  let isSuspect = false;
  for (let look = 1; look <= LOOKS_MAX; look++) {
    if (look > 1) await sleep(PAUSE_MS);
    const sum = await sumPayouts(store, affiliateId);
    const [on_record, named] = [pickCounters(sum), namedIn(sum)];
    const counters = await readCounters(store, affiliateId);
    const isStill = stoodStill(before, counters);
    const faults = faultsOf(counters, on_record, named);
    if (isStill && faults.length === 0) return undefined;
    if (isStill && isSuspect) return { affiliate_id: affiliateId, faults, counters, on_record, ...named };
    isSuspect = isStill;
    before = counters;
  }
  return 'moving';
}

function pickCounters({ committed, paid, held, payout_count }: Counters): Counters {
  return { committed, paid, held, payout_count };
}

async function readCounters(store: Store, affiliateId: string): Promise<RowCounters> {
  return countersIn((await getStoredRow(store, affiliateId)) ?? {});
}
