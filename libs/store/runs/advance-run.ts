import type { Confirmation, LeftOut, Run } from '../../payouts/runs/run.ts';
import { assign } from '../engine/assignments.ts';
import type { Store } from '../engine/client.ts';
import { RUN_IS_CONFIRMED, RUN_IS_DRAFT, RUN_IS_STARTING } from '../engine/conditions.ts';
import { AGAIN, untilSettled } from '../engine/retry.ts';
import { transact, type Write } from '../engine/transaction.ts';
import { writeIfHolds } from '../engine/write-if-holds.ts';
import { leftOutKey, OPEN, type RunItem } from './run-record.ts';

type Members = Partial<RunItem>;

/**
 * Notes that an admin has confirmed a draft. From then on it goes on, whatever fails. @returns false if it
 * is not a draft any more
 * @throws try_again
 */
export async function confirmDraft(
  store: Store,
  { run_id, hash }: Run,
  { by, at, override }: Confirmation,
  due_at: string,
): Promise<boolean> {
  const members: Members = {
    status: 'confirmed',
    confirmed_by: by,
    confirmed_at: at,
    ...(override !== undefined && { override }),
    open: OPEN,
    due_at,
  };
  const update = updating(store, run_id, members, {
    ConditionExpression: RUN_IS_DRAFT,
    names: { '#status': 'status', '#hash': 'hash' },
    values: { ':draft': 'draft', ':hash': hash },
  });
  return writeIfHolds(store, update);
}

/** What a run comes to, once each of its payouts is either started or left out. */
export interface Conclusion extends Required<Pick<Run, 'started_at' | 'count' | 'total_amount'>> {
  leftOut: LeftOut[];
}

/**
 * Notes what a run has started and what it has left out, once. If another process was first, its conclusion
 * is the same.
 * @throws try_again
 */
export async function concludeStart(
  store: Store,
  { run_id }: Run,
  { leftOut, ...members }: Conclusion,
): Promise<void> {
  const run = updating(store, run_id, members, {
    ConditionExpression: RUN_IS_STARTING,
    names: { '#status': 'status' },
    values: { ':confirmed': 'confirmed' },
  });
  const list = updating(store, leftOutKey(run_id), { left_out: leftOut } as Members);
  await untilSettled(store, async () => {
    const reasons = await transact(store, [run, list]);
    return !reasons || reasons[0]?.conditionFailed ? true : AGAIN;
  });
}

/** Notes that every payout of a run has ended. @throws try_again */
export async function finishRun(store: Store, { run_id }: Run, done_at: string): Promise<void> {
  await writeIfHolds(
    store,
    whileConfirmed(store, run_id, { status: 'done', done_at }, 'REMOVE #open, due_at'),
  );
}

/** Has a run looked at again at this time. @throws try_again */
export async function postponeRun(store: Store, { run_id }: Run, due_at: string): Promise<void> {
  await writeIfHolds(store, whileConfirmed(store, run_id, { due_at }));
}

function whileConfirmed(store: Store, run_id: string, members: Members, remove?: string): Write {
  return updating(store, run_id, members, {
    ConditionExpression: RUN_IS_CONFIRMED,
    names: { '#status': 'status', ...(remove !== undefined && { '#open': 'open' }) },
    values: { ':confirmed': 'confirmed' },
    remove,
  });
}

interface Terms {
  ConditionExpression: string;
  names?: Record<string, string>;
  values?: Record<string, unknown>;
  remove?: string | undefined;
}

const EXISTS: Terms = { ConditionExpression: 'attribute_exists(run_id)' };

function updating({ tables }: Store, run_id: string, members: Members, terms: Terms = EXISTS): Write {
  const { sets, names, values } = assign(members);
  const Update = {
    TableName: tables.runs,
    Key: { run_id },
    UpdateExpression: [`SET ${sets.join(', ')}`, terms.remove].filter(Boolean).join(' '),
    ConditionExpression: terms.ConditionExpression,
    ExpressionAttributeNames: { ...names, ...terms.names },
    ExpressionAttributeValues: { ...values, ...terms.values },
  };
  return { Update };
}
