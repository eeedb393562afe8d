import type { RecordedPayout } from '../../payouts/payout.ts';
import { filed, isFiled, SEARCH_KEYS } from '../../payouts/search-keys.ts';
import { type Assignments, assign } from '../engine/assignments.ts';
import type { Store } from '../engine/client.ts';
import { PAYOUT_EXISTS, stillAre } from '../engine/conditions.ts';
import { writeIfHolds } from '../engine/write-if-holds.ts';

/** The assignments that give the payout the search keys that it has afterwards, and those that go. */
export function filing(before: RecordedPayout, after: RecordedPayout): Assignments & { removes: string[] } {
  const kept = SEARCH_KEYS.filter((name) => after[name] !== undefined);
  return {
    ...assign(Object.fromEntries(kept.map((name) => [name, after[name]]))),
    removes: SEARCH_KEYS.filter((name) => before[name] !== undefined && after[name] === undefined),
  };
}

/** An update expression that may have nothing to set, or nothing to remove. */
export function updateOf(sets: string[], removes: string[]): string {
  const clauses = [
    ...(sets.length > 0 ? [`SET ${sets.join(', ')}`] : []),
    ...(removes.length > 0 ? [`REMOVE ${removes.join(', ')}`] : []),
  ];
  return clauses.join(' ');
}

/**
 * Sees to it that the payout is found by what its record says. If it has changed since it was read, whoever
 * changed it is followed by the stream.
 * @returns whether it was filed anew
 * @throws try_again
 */
export async function fileRecord(store: Store, payout: RecordedPayout): Promise<boolean> {
  if (isFiled(payout)) return false;
  const { status, raw_status = status } = payout;
  const { sets, removes, names, values } = filing(payout, filed(payout));
  const keys = Object.fromEntries(SEARCH_KEYS.map((name) => [name, payout[name]]));
  const still = stillAre({ status: raw_status ?? undefined, ...keys });
  const Update = {
    TableName: store.tables.payouts,
    Key: { payout_id: payout.payout_id },
    UpdateExpression: updateOf(sets, removes),
    ConditionExpression: [PAYOUT_EXISTS, ...still.conditions].join(' AND '),
    ExpressionAttributeNames: { ...names, ...still.names },
    ExpressionAttributeValues: { ...values, ...still.values },
  };
  return writeIfHolds(store, { Update });
}
