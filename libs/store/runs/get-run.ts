import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { PayoutError } from '../../payouts/errors.ts';
import { plainId } from '../../payouts/payout-id.ts';
import { hashOf } from '../../payouts/runs/freeze.ts';
import type { FrozenRun } from '../../payouts/runs/run.ts';
import { isKeyText } from '../../runtime/text.ts';
import { getItems } from '../engine/batch-get.ts';
import type { Store } from '../engine/client.ts';
import { leftOutKey, linesKey, type RunItem, toLeftOut, toLines, toRun } from './run-record.ts';

/** Longer than any id of a run. */
const ID_LENGTH_MAX = 128;

/**
 * The run as it is at this moment, with everything that was frozen. Takes any text: what cannot be an id has
 * no run.
 */
export async function getRun(store: Store, runId: string): Promise<FrozenRun | undefined> {
  if (!isKeyText(runId, ID_LENGTH_MAX)) return undefined;
  const run_id = plainId(runId);
  const { Item } = await store.db.send(
    new GetCommand({ TableName: store.tables.runs, Key: { run_id }, ConsistentRead: true }),
  );
  const run = toRun(Item);
  if (!run) return undefined;
  const { line_items } = Item as RunItem;
  const keys = Array.from({ length: line_items }, (_, index) => linesKey(run_id, index));
  const items = await getItems(
    store,
    store.tables.runs,
    [...keys, leftOutKey(run_id)].map((key) => ({ run_id: key })),
  );
  const byKey = new Map(items.map((item) => [item.run_id, item]));
  const lines = keys.flatMap((key) => toLines(byKey.get(key)));
  // A run that has lost a part must not go on as if it had been smaller.
  if (hashOf(run.form, lines) !== run.hash)
    throw new Error(`The lines of run ${run_id} do not have its hash.`);
  return { run, lines, leftOut: toLeftOut(byKey.get(leftOutKey(run_id))) };
}

/** @throws run_not_found */
export async function requireRun(store: Store, runId: string): Promise<FrozenRun> {
  const run = await getRun(store, runId);
  if (run) return run;
  throw new PayoutError('run_not_found', 'There is no such run.');
}
