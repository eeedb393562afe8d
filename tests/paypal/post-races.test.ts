import { describe, expect, it } from 'vitest';
import { buildProcessPayout } from '../../functions/admin/process.ts';
import type { Payout } from '../../libs/payouts.ts';
import type { Paypal } from '../../libs/paypal/client.ts';
import { call } from '../world/call.ts';
import { withClient } from '../world/client.ts';
import { useWorld } from '../world/use-world.ts';
import { expectTruth, recover, send, startedPayout, useRail } from './rail.ts';

const world = useWorld();
const rail = useRail(world);

const posts = () => rail.simulator.calls.filter(({ on }) => on === 'create').length;

/** An admin's instruction, before whose write the stream's post begins and ends. */
async function endWhilePosting(payout: Payout, body: object) {
  let isPosted = false;
  const store = withClient(world, async (name, act) => {
    if (name === 'TransactWriteItemsCommand' && !isPosted) {
      isPosted = true;
      await send(world, payout);
    }
    return act();
  });
  return call(buildProcessPayout({ ...world, store }), {
    method: 'POST',
    as: 'user-admin',
    admin: true,
    params: { payout_id: payout.payout_id },
    body,
  });
}

const ENDS = [
  { action: 'fail', reason: 'the admin says so' },
  { action: 'complete', transaction_id: 'BY-HAND' },
];

describe('a post that begins while an admin ends the payout', () => {
  it.each(ENDS)('wins, where it is the first: $action', async (body) => {
    const payout = await startedPayout(world);
    expect((await endWhilePosting(payout, body)).json.error.code).toBe('invalid_transition');
    await recover(world, rail);
    expect(await expectTruth(world, rail.simulator, payout)).toBe('completed');
  });

  it.each(ENDS)('wins, where an earlier one never reached PayPal: $action', async (body) => {
    const payout = await startedPayout(world);
    const { paypal } = world as unknown as { paypal: Paypal };
    const create = async () => ({ kind: 'later', why: 'There is no token.' }) as const;
    await send({ ...world, paypal: { ...paypal, create } }, payout);
    expect((await endWhilePosting(payout, body)).json.error.code).toBe('invalid_transition');
    await recover(world, rail);
    expect(await expectTruth(world, rail.simulator, payout)).toBe('completed');
  });
});

describe('a poster that outlives its lease', () => {
  it('does not open the lease of another that still posts', async () => {
    const { paypal } = world as unknown as { paypal: Paypal };
    const payout = await startedPayout(world);
    const [begun, over] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    let second: ReturnType<typeof send> | undefined;
    const secondPost: Paypal['create'] = async (leased) => {
      begun.resolve();
      await over.promise;
      await send(world, payout);
      return paypal.create(leased);
    };
    const firstPost: Paypal['create'] = async () => {
      rail.clock.ms += 10 * 60_000;
      second = send({ ...world, paypal: { ...paypal, create: secondPost } }, payout);
      await begun.promise;
      return { kind: 'unknown', why: 'late' };
    };
    const before = posts();
    await send({ ...world, paypal: { ...paypal, create: firstPost } }, payout);
    over.resolve();
    await second;
    expect(posts() - before).toBe(1);
  });
});
