import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Store } from './engine/client.ts';
import { SWEEP_IS_FREE, SWEEP_IS_OURS } from './engine/conditions.ts';
import { writeIfHolds } from './engine/write-if-holds.ts';

/** Beside the digest's row: it says up to when everything was told that happened. */
const Key = { digest_id: 'letters' };

/** Longer than a run of the sweep can take, or of `redrive`. */
const LEASE_MS = 16 * 60_000;

/** One run that tells of what is late. */
export interface SweepRun {
  id: string;
  now: string;
}

/**
 * Makes this the one run that tells of what is late. The first one ever begins at the time `from`: what
 * happened earlier is not the sweep's.
 * @returns the time up to which everything was told; undefined if another run is at it
 * @throws try_again
 */
export async function claimSweep(
  store: Store,
  { id, now }: SweepRun,
  from: string,
): Promise<string | undefined> {
  const { digests: TableName } = store.tables;
  const Update = {
    TableName,
    Key,
    UpdateExpression:
      'SET lease_id = :lease, lease_until = :until, told_until = if_not_exists(told_until, :from)',
    ConditionExpression: SWEEP_IS_FREE,
    ExpressionAttributeValues: {
      ':lease': id,
      ':now': now,
      ':from': from,
      ':until': new Date(Date.parse(now) + LEASE_MS).toISOString(),
    },
  };
  if (!(await writeIfHolds(store, { Update }))) return undefined;
  const { Item } = await store.db.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
  return String(Item?.told_until);
}

/** Ends the run, and notes up to when everything was told. @throws try_again */
export async function concludeSweep(store: Store, { id }: SweepRun, toldUntil: string): Promise<void> {
  const Update = {
    TableName: store.tables.digests,
    Key,
    UpdateExpression: 'SET told_until = :until REMOVE lease_id',
    ConditionExpression: SWEEP_IS_OURS,
    ExpressionAttributeValues: { ':lease': id, ':until': toldUntil },
  };
  await writeIfHolds(store, { Update });
}
