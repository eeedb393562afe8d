import type { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { buildGetBalance } from '../../../functions/payouts/balance.ts';
import { buildCancelPayout } from '../../../functions/payouts/cancel.ts';
import { buildListPayouts } from '../../../functions/payouts/list.ts';
import { buildRequestPayout } from '../../../functions/payouts/request.ts';
import type { Store } from '../../../libs/store/engine/client.ts';
import { call } from '../../../testing/call.ts';
import { cancelled, lost, withClient } from '../../../testing/client.ts';
import { asking, cancelling } from '../../../testing/lifecycle.ts';
import { logLines } from '../../../testing/log-lines.ts';
import { TRY_AGAIN } from '../../../testing/refusals.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { addAffiliate, countersOf } from '../../../testing/world.ts';

const world = useWorld();

const ask = (store: Store, as: string, { key, remainingMs }: { key?: string; remainingMs?: number } = {}) =>
  call(buildRequestPayout({ ...world, store }), {
    ...asking(as, { amount: 1000 }, key),
    ...(remainingMs && { remainingMs }),
  });

/** Creates a payout without a fault, which opens the balance row. */
async function openRow(as: string): Promise<{ payout_id: string }> {
  const { status, json } = await ask(world.store, as);
  expect(status).toBe(201);
  return json.data.payout;
}

/** Makes the first transactions fail with `fault`, before or after they are carried out. */
function failing(
  count: number,
  fault: () => Error,
  { after = false } = {},
): { store: Store; tries: () => number } {
  let tries = 0;
  const store = withClient(world, async (name, send) => {
    if (name !== 'TransactWriteItemsCommand' || tries++ >= count) return send();
    if (after) await send().catch(() => {});
    throw fault();
  });
  return { store, tries: () => tries };
}

/** Loses the answer to the first transaction, and reports a conflict on the payout at the second. */
function hiding(): Store {
  let tries = 0;
  return withClient(world, async (name, send) => {
    if (name !== 'TransactWriteItemsCommand' || tries++ > 1) return send();
    if (tries === 2)
      return send().catch((error: TransactionCanceledException) => Promise.reject(busy(error)));
    await send();
    throw lost();
  });
}

function busy(error: TransactionCanceledException): Error {
  error.CancellationReasons = error.CancellationReasons?.with(0, { Code: 'TransactionConflict' });
  return error;
}

const BUSY_ANSWER = { success: false, message: TRY_AGAIN.message, error: { code: TRY_AGAIN.code } };

const RESERVED_ONCE = { committed: 1000, paid: 0, payout_count: 1 };

describe.each(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded'])('%s', (code) => {
  it('is retried until the row is free', async () => {
    const { affiliate_id, user_id } = await addAffiliate(world);
    const { store } = failing(3, () => cancelled('None', code, 'None'));
    expect((await ask(store, user_id)).status).toBe(201);
    expect(await countersOf(world, affiliate_id)).toStrictEqual(RESERVED_ONCE);
  });

  it('returns try_again once the retries are used up, and nothing was done', async () => {
    const { affiliate_id, user_id } = await addAffiliate(world);
    const { store, tries } = failing(Number.POSITIVE_INFINITY, () => cancelled('None', code, 'None'));
    const answer = await ask(store, user_id, { key: 'again' });
    expect(answer.status).toBe(503);
    expect(answer.headers['retry-after']).toBe('1');
    expect(answer.json).toStrictEqual(BUSY_ANSWER);
    expect(tries()).toBe(8);
    expect(await countersOf(world, affiliate_id)).toBeUndefined();
    expect((await ask(world.store, user_id, { key: 'again' })).status).toBe(201);
  });
});

describe('running out of time', () => {
  it('ends the retries before Lambda ends the function', async () => {
    const { user_id } = await addAffiliate(world);
    const { store, tries } = failing(Number.POSITIVE_INFINITY, () => cancelled('TransactionConflict'));
    const answer = await ask(store, user_id, { remainingMs: 1600 });
    expect(answer.json).toStrictEqual(BUSY_ANSWER);
    expect(tries()).toBeLessThan(8);
  });
});

describe('a transaction whose answer is lost', () => {
  it('is found by the retry, and reserves the money once', async () => {
    const { affiliate_id, user_id } = await addAffiliate(world);
    await openRow(user_id);
    const { store } = failing(1, lost, { after: true });
    expect((await ask(store, user_id)).status).toBe(201);
    expect(await countersOf(world, affiliate_id)).toStrictEqual({
      committed: 2000,
      paid: 0,
      payout_count: 2,
    });
  });

  it('is replayed under its key, even if every retry was lost too', async () => {
    const { affiliate_id, user_id } = await addAffiliate(world);
    await openRow(user_id);
    const { store } = failing(Number.POSITIVE_INFINITY, lost, { after: true });
    const failed = await ask(store, user_id, { key: 'lost' });
    expect(failed.status).toBe(500);
    expect(failed.json.error).toStrictEqual({ code: 'internal' });
    const repeated = await ask(world.store, user_id, { key: 'lost' });
    expect(repeated.status).toBe(201);
    expect(repeated.headers['idempotency-replayed']).toBe('true');
    expect(await countersOf(world, affiliate_id)).toStrictEqual({
      committed: 2000,
      paid: 0,
      payout_count: 2,
    });
  });

  it('is found, and not refused for lack of the money it reserved itself, if another write hides it once', async () => {
    const { affiliate_id, user_id } = await addAffiliate(world, { total_earned: 2000 });
    await openRow(user_id);
    expect((await ask(hiding(), user_id)).status).toBe(201);
    expect(await countersOf(world, affiliate_id)).toStrictEqual({
      ...RESERVED_ONCE,
      committed: 2000,
      payout_count: 2,
    });
  });

  it('is found by a cancel, and not reported as a wrong balance, if another write hides it once', async () => {
    const { affiliate_id, user_id } = await addAffiliate(world);
    const { payout_id } = await openRow(user_id);
    const cancel = buildCancelPayout({ ...world, store: hiding() });
    const answer = await call(cancel, cancelling(user_id, payout_id));
    expect(answer.json.data.payout.status).toBe('cancelled');
    expect(await countersOf(world, affiliate_id)).toStrictEqual({ committed: 0, paid: 0, payout_count: 1 });
  });

  it('returns 500 and not try_again if conflicts hide its outcome', async () => {
    const { user_id } = await addAffiliate(world);
    let tries = 0;
    const store = withClient(world, async (name, send) => {
      if (name !== 'TransactWriteItemsCommand') return send();
      throw tries++ === 0 ? lost() : cancelled('TransactionConflict');
    });
    expect((await ask(store, user_id)).json.error).toStrictEqual({ code: 'internal' });
  });
});

describe('a read', () => {
  const throttled = () =>
    withClient(world, async () => {
      throw Object.assign(new Error('slow down'), {
        name: 'ThrottlingException',
        $metadata: { httpStatusCode: 400 },
      });
    });

  it('returns try_again if it is throttled', async () => {
    const { user_id } = await addAffiliate(world);
    for (const build of [buildGetBalance, buildListPayouts]) {
      const answer = await call(build({ ...world, store: throttled() }), { as: user_id });
      expect(answer.status).toBe(503);
      expect(answer.json).toStrictEqual(BUSY_ANSWER);
    }
  });

  it('returns internal if it fails, with one stack in the log and none in the answer', async () => {
    const { user_id } = await addAffiliate(world);
    const store = withClient(world, async () => {
      throw new Error('the disk is on fire');
    });
    const answer = await call(buildListPayouts({ ...world, store }), { as: user_id });
    expect(answer.status).toBe(500);
    expect(answer.text).not.toContain('fire');
    const lines = logLines('error');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ level: 'error', code: 'internal', status: 500, userId: user_id });
    expect(lines[0]?.stack).toContain('the disk is on fire');
  });
});
