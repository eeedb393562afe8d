import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { DAY_MS } from '../payouts/time.ts';
import type { Store } from './engine/client.ts';
import { DIGEST_IS_DUE, DIGEST_IS_OURS } from './engine/conditions.ts';
import { writeIfHolds } from './engine/write-if-holds.ts';

/** The one digest that there is; its row says when it was last told, and up to when. */
const Key = { digest_id: 'admin' };

/** Longer than one run can take. */
const LEASE_MS = 3 * 60_000;

/** One run that is to send a digest. */
export interface DigestRun {
  id: string;
  now: string;
}

/**
 * Takes the digest of this day for one run.
 * @returns the time up to which the last one told, or a day ago; undefined if today's is done, or another run
 * is at it
 * @throws try_again
 */
export async function claimDigest(store: Store, { id, now }: DigestRun): Promise<string | undefined> {
  const { digests: TableName } = store.tables;
  const Update = {
    TableName,
    Key,
    UpdateExpression: 'SET lease_id = :lease, lease_until = :until',
    ConditionExpression: DIGEST_IS_DUE,
    ExpressionAttributeValues: {
      ':lease': id,
      ':now': now,
      ':until': timeAfter(now, LEASE_MS),
      ':day': dayOf(now),
    },
  };
  if (!(await writeIfHolds(store, { Update }))) return undefined;
  const { Item = {} } = await store.db.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
  return typeof Item.told_until === 'string' ? Item.told_until : timeAfter(now, -DAY_MS);
}

/** Notes that this day's digest is done, and what it told of. @throws try_again */
export async function concludeDigest(
  store: Store,
  { id, now }: DigestRun,
  { until }: { until: string },
): Promise<void> {
  await giveUp(store, id, 'told_on = :day, told_until = :until', { ':day': dayOf(now), ':until': until });
}

/** Leaves this day's digest to another run, because this one has failed. @throws try_again */
export async function releaseDigest(store: Store, { id, now }: DigestRun): Promise<void> {
  await giveUp(store, id, 'lease_until = :now', { ':now': now });
}

async function giveUp(store: Store, id: string, set: string, values: object): Promise<void> {
  const Update = {
    TableName: store.tables.digests,
    Key,
    UpdateExpression: `SET ${set} REMOVE lease_id`,
    ConditionExpression: DIGEST_IS_OURS,
    ExpressionAttributeValues: { ':lease': id, ...values },
  };
  await writeIfHolds(store, { Update });
}

function dayOf(time: string): string {
  return time.slice(0, 10);
}

function timeAfter(time: string, ms: number): string {
  return new Date(Date.parse(time) + ms).toISOString();
}
