import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { openPaypal } from '../../../libs/paypal/client.ts';
import { alarmsNamed } from '../../../testing/alarms.ts';
import {
  expectTruth,
  read,
  recover,
  sendInTime as send,
  startedPayout,
  sync,
  useSettledRail,
} from '../../../testing/paypal.ts';
import { useWorld } from '../../../testing/use-world.ts';

const world = useWorld();
const rail = useSettledRail(world);

const MINUTE_MS = 60_000;
const NONE = { batchItemFailures: [] };

describe('M16: a refusal for the company’s own reasons', () => {
  const REASONS: [number, string][] = [
    [403, 'AUTHORIZATION_ERROR'],
    [403, 'REQUIRED_SCOPE_MISSING'],
    [401, 'AUTHENTICATION_FAILURE'],
    [422, 'INSUFFICIENT_FUNDS'],
    [422, 'SENDER_RESTRICTED'],
    [400, 'NEGATIVE_BALANCE'],
  ];

  it.each(REASONS)(
    'fails nothing, and raises one alarm for a batch of records: %d %s',
    async (status, name) => {
      const payouts = await Promise.all([1, 2, 3].map(() => startedPayout(world)));
      rail.simulator.plan({ on: 'create', kind: 'refuse', status, name, times: 99 });
      const { batchItemFailures } = await send(world, ...payouts);
      expect(batchItemFailures).toHaveLength(3);
      const ids = payouts.map(({ payout_id }) => payout_id);
      expect(alarmsNamed('paypal-blocked')).toStrictEqual([
        {
          count: 3,
          payoutIds: expect.toSatisfy((named: string[]) => isDeepStrictEqual(new Set(named), new Set(ids))),
        },
      ]);
      for (const payout of payouts) {
        expect(await read(world, payout)).toMatchObject({
          status: 'processing',
          provider: { unresolved: false },
        });
      }
      rail.simulator.clearFaults();
      expect(await send(world, ...payouts)).toStrictEqual(NONE);
      await recover(world, rail);
      for (const payout of payouts)
        expect(await expectTruth(world, rail.simulator, payout)).toBe('completed');
    },
  );

  it('releases nothing if an earlier post may have been accepted', async () => {
    const payout = await startedPayout(world);
    rail.simulator.plan({ on: 'create', kind: 'lost-after' }, { on: 'create', kind: 'refuse' });
    await send(world, payout);
    await send(world, payout);
    expect((await read(world, payout))?.provider?.unresolved).toBe(true);
    await recover(world, rail);
    expect(await expectTruth(world, rail.simulator, payout)).toBe('completed');
  });

  it('is counted as not asked by the sync, with one alarm, if the secret is wrong', async () => {
    const [waiting, posted] = await Promise.all([startedPayout(world), startedPayout(world)]);
    await send(world, posted);
    rail.clock.ms += 11 * MINUTE_MS;
    const paypal = openPaypal({ ...rail.settings, clientSecret: 'wrong' });
    expect(await sync({ ...world, paypal })).toStrictEqual({
      asked: 0,
      failed: 0,
      blocked: 2,
      left: 0,
    });
    expect(alarmsNamed('paypal-blocked')).toStrictEqual([
      { count: 2, payoutIds: expect.arrayContaining([waiting.payout_id, posted.payout_id]) },
    ]);
    await recover(world, rail);
    for (const payout of [waiting, posted])
      expect(await expectTruth(world, rail.simulator, payout)).toBe('completed');
  });

  it('is not assumed if PayPal does not answer the sync', async () => {
    await startedPayout(world);
    rail.simulator.plan({ on: 'create', kind: 'status', status: 503 });
    rail.clock.ms += 11 * MINUTE_MS;
    expect(await sync(world)).toStrictEqual({ asked: 0, failed: 1, blocked: 0, left: 0 });
    expect(alarmsNamed('paypal-blocked')).toStrictEqual([]);
  });

  it('raises the alarm if PayPal gives it for an item', async () => {
    const payout = await startedPayout(world, 'hold@example.com');
    await send(world, payout);
    await rail.simulator.settle();
    rail.clock.ms += 11 * MINUTE_MS;
    const paypal = openPaypal(rail.settings);
    const { getBatch } = paypal;
    paypal.getBatch = async (batchId) => {
      const batch = await getBatch(batchId);
      const [item] = (batch?.items ?? []) as object[];
      return batch && { ...batch, items: [{ ...item, errors: { name: 'INSUFFICIENT_FUNDS' } }] };
    };
    expect(await sync({ ...world, paypal })).toMatchObject({ asked: 1, blocked: 0 });
    expect(alarmsNamed('paypal-blocked')).toStrictEqual([
      { count: 1, reasons: ['INSUFFICIENT_FUNDS'], payoutIds: [payout.payout_id] },
    ]);
    expect((await read(world, payout))?.status).toBe('processing');
    await rail.simulator.move(String((await read(world, payout))?.provider?.item_id), 'SUCCESS');
  });
});
