import { describe, expect, it } from 'vitest';
import type { Payout } from '../../../libs/payouts/payout.ts';
import { logTexts } from '../../../testing/log-lines.ts';
import {
  expectTruth,
  read,
  recover,
  send,
  sendInTime,
  startedPayout,
  useRail,
} from '../../../testing/paypal.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { addPayouts } from '../../../testing/world.ts';

const world = useWorld();
const rail = useRail(world);
const posts = () => rail.simulator.calls.filter(({ on, status }) => on === 'create' && status === 201).length;

describe('a stream record of a started payout', () => {
  it('sends the payout once if it is delivered ten times, at once and in any order', async () => {
    const payouts = await Promise.all(Array.from({ length: 3 }, () => startedPayout(world)));
    const before = posts();
    const records = payouts.flatMap((payout) => Array(10).fill(payout));
    records.sort(() => Math.random() - 0.5);
    await Promise.all([
      sendInTime(world, ...records),
      sendInTime(world, ...records),
      sendInTime(world, ...payouts),
    ]);
    expect(posts() - before).toBe(3);
    await recover(world, rail);
    for (const payout of payouts) {
      expect(await expectTruth(world, rail.simulator, payout)).toBe('completed');
    }
  });

  it('is reported if it failed, and does not delay the others', async () => {
    const payouts = await Promise.all(Array.from({ length: 3 }, () => startedPayout(world)));
    rail.simulator.plan(
      { on: 'create', kind: 'delay', ms: 0 },
      { on: 'create', kind: 'status', status: 500 },
    );
    const { batchItemFailures } = await send(world, ...payouts);
    const batches = await Promise.all(
      payouts.map(async (payout) => (await read(world, payout))?.provider?.batch_id),
    );
    const unclear = payouts.flatMap((_, index) =>
      batches[index] ? [] : { itemIdentifier: String(index + 1) },
    );
    expect(unclear).toHaveLength(1);
    expect(batchItemFailures).toStrictEqual(unclear);
  });

  it.each<[string, Partial<Payout>]>([
    ['not PayPal’s', { payment_method: 'zelle', rail: undefined as never }],
    ['paid by hand', { rail: undefined as never }],
    ['not started', { status: 'pending' }],
    ['completed', { status: 'completed' }],
    ['failed', { status: 'failed' }],
  ])('is skipped if the payout is %s', async (_, facts) => {
    const payout = { ...(await startedPayout(world)), ...facts };
    await addPayouts(world, payout);
    const before = posts();
    expect(await send(world, payout)).toStrictEqual({ batchItemFailures: [] });
    expect(posts()).toBe(before);
    expect((await read(world, payout))?.provider).toBeUndefined();
  });

  it('is skipped if the payout is gone, and the others are sent', async () => {
    const payout = await startedPayout(world);
    const before = posts();
    const gone = { ...payout, payout_id: 'gone' };
    expect(await send(world, gone, payout)).toStrictEqual({ batchItemFailures: [] });
    expect(posts() - before).toBe(1);
  });
});

describe('the log of the PayPal workers', () => {
  it('has no credentials, no tokens and no e-mail addresses', async () => {
    const payout = await startedPayout(world, 'refused@example.com');
    rail.simulator.expireTokens();
    rail.simulator.plan({ on: 'token', kind: 'status', status: 500 }, { on: 'create', kind: 'garbage' });
    await send(world, payout);
    await send(world, payout);
    await recover(world, rail);
    const lines = logTexts();
    expect(lines.length).toBeGreaterThan(3);
    const { clientSecret, clientId } = rail.settings;
    for (const secret of [
      clientSecret,
      Buffer.from(`${clientId}:${clientSecret}`).toString('base64'),
      'Bearer',
      '@example.com',
    ]) {
      expect(lines.filter((line) => line.includes(secret))).toStrictEqual([]);
    }
  });
});
