import type { Payout, ProviderState } from '../../payouts/payout.ts';
import { mayBePosted } from '../../payouts/provider.ts';
import { assign } from '../engine/assignments.ts';
import type { Store } from '../engine/client.ts';
import {
  LEASE_IS_OURS,
  NEVER_POSTED,
  NOT_FOUND_YET,
  POSTED_NO_MORE,
  WAS_POSTED,
} from '../engine/conditions.ts';
import { AGAIN, untilSettled } from '../engine/retry.ts';
import { transact } from '../engine/transaction.ts';
import { annotatePayout } from './annotate-payout.ts';
import { toRecordedPayout } from './record.ts';

/**
 * Begins a post: counts it, and marks its outcome as unknown before anything is sent, so that a crash leaves
 * the truth. Holds only while the payout is processing, and no post was begun or found since
 * it was read.
 * @returns the payout with its lease, or undefined if another process was first
 */
export async function takeLease(
  store: Store,
  payout: Payout,
  lease: { id: string; now: string; until: string; account: string },
): Promise<Payout | undefined> {
  const attempts = payout.provider?.attempts ?? 0;
  // What was noted under a lease that led to no post does not count.
  const isFirst = !mayBePosted(payout);
  const provider: ProviderState = {
    ...payout.provider,
    first_attempt_at: isFirst ? lease.now : (payout.provider?.first_attempt_at ?? lease.now),
    account: isFirst ? lease.account : (payout.provider?.account ?? lease.account),
    attempts: attempts + 1,
    unresolved: true,
    lease_id: lease.id,
    lease_until: lease.until,
  };
  const isStill = payout.provider ? `${POSTED_NO_MORE} AND ${NOT_FOUND_YET}` : NEVER_POSTED;
  return untilSettled(store, async () => {
    const Update = {
      TableName: store.tables.payouts,
      Key: { payout_id: payout.payout_id },
      UpdateExpression: 'SET provider = :provider',
      ConditionExpression: `#status = :processing AND ${isStill}`,
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: {
        ':provider': provider,
        ':processing': 'processing',
        ...(payout.provider && { ':attempts': attempts }),
      },
    };
    const reasons = await transact(store, [{ Update }]);
    if (!reasons) return { ...payout, provider };
    if (!reasons[0]?.conditionFailed) return AGAIN;
    // It may be our own lease, if the answer to an earlier try was lost.
    const onRecord = reasons[0].item && toRecordedPayout(reasons[0].item);
    return onRecord?.provider?.lease_id === lease.id ? { ...payout, provider } : undefined;
  });
}

/**
 * Notes what the provider said of a payout that was posted to it. Moves no money and no status. With a
 * `leaseId` it notes nothing if another process has taken the lease since: what is noted then is its to
 * say. A fact that is undefined is forgotten.
 */
export async function annotateProvider(
  store: Store,
  payout: Pick<Payout, 'payout_id'>,
  facts: Partial<Omit<ProviderState, 'attempts' | 'first_attempt_at' | 'account'>>,
  leaseId?: string,
): Promise<void> {
  const entries = Object.entries(facts);
  const kept = Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  const forgotten = entries.filter(([, value]) => value === undefined).map(([name]) => `provider.${name}`);
  const { sets, names, values } = assign(kept, 'provider');
  await annotatePayout(store, payout, {
    UpdateExpression: `SET ${sets.join(', ')}${forgotten.length > 0 ? ` REMOVE ${forgotten.join(', ')}` : ''}`,
    ConditionExpression: leaseId ? LEASE_IS_OURS : WAS_POSTED,
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: { ...values, ...(leaseId && { ':lease': leaseId }) },
  });
}
