import { expect, it } from 'vitest';
import type { Payout } from '../../../libs/payouts/payout.ts';
import { ensureBalanceRow, openBalanceRow } from '../../../libs/store/balances/open-balance.ts';
import { adoptPayout } from '../../../libs/store/payouts/adopt.ts';
import { toPayout } from '../../../libs/store/payouts/record.ts';
import { withClient } from '../../../testing/client.ts';
import { everything } from '../../../testing/expect.ts';
import { interrupted } from '../../../testing/interrupted.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { addAffiliate, addPayouts, countersOf, NOW } from '../../../testing/world.ts';

const world = useWorld();

/** Whether a call is the one that opens a balance row. */
const opens = (input: unknown) =>
  JSON.stringify(input).includes(`"Put":{"TableName":"${world.store.tables.balances}"`);

it.each([
  ['nothing else', 0],
  ['a payout that another row counts', 1],
])(
  'M1: a payout that one opener has marked is counted, also if another opens the row having seen %s',
  async (_, others) => {
    const { affiliate_id } = await addAffiliate(world);
    const moved = { affiliate_id, affiliate_status: 'completed#aff-other', counted_amount: 1000 };
    await addPayouts(world, ...Array.from({ length: others }, () => moved));
    const secondIsReady = Promise.withResolvers<void>();
    const firstIsDone = Promise.withResolvers<void>();
    let adopted: Promise<unknown> | undefined;

    const second = withClient(world, async (_, send, input) => {
      if (!opens(input)) return send();
      secondIsReady.resolve();
      await firstIsDone.promise;
      return send();
    });
    const first = withClient(world, async (_, send, input) => {
      if (!opens(input) || adopted) return send();
      // It has read the index. Another service writes a payout only now, and the stream counts that one.
      const [payout] = await addPayouts(world, { affiliate_id, amount: 1000, status: 'pending' });
      adopted = adoptPayout(second, toPayout({ ...payout }) as Payout, NOW);
      await secondIsReady.promise;
      return send().finally(firstIsDone.resolve);
    });

    await ensureBalanceRow(first, affiliate_id);
    await adopted;
    expect(await countersOf(world, affiliate_id)).toStrictEqual({
      committed: 1000,
      paid: 0,
      payout_count: 1,
    });
  },
);

it('M1: a payout that is counted after an opener has marked others is in the row that is opened', async () => {
  const { affiliate_id } = await addAffiliate(world);
  await addPayouts(world, { affiliate_id, amount: 1000, status: 'pending' });
  const first = interrupted(
    world,
    (_, input) => opens(input),
    async () => {
      const [payout] = await addPayouts(world, { affiliate_id, amount: 2000, status: 'pending' });
      await adoptPayout(world.store, toPayout({ ...payout }) as Payout, NOW);
    },
  );
  await ensureBalanceRow(first.store, affiliate_id);
  expect(await countersOf(world, affiliate_id)).toStrictEqual({ committed: 3000, paid: 0, payout_count: 2 });
});

it('M1: the first payout that is counted of an affiliate opens the row with all of them', async () => {
  const { affiliate_id } = await addAffiliate(world);
  const facts = { affiliate_id, amount: 1000, status: 'pending' } as const;
  const [payout] = await addPayouts(world, facts, facts, { ...facts, status: 'completed' });
  await adoptPayout(world.store, toPayout({ ...payout }) as Payout, NOW);
  expect(await countersOf(world, affiliate_id)).toStrictEqual({
    committed: 3000,
    paid: 1000,
    payout_count: 3,
  });
});

it('M1: an opener that comes late to an open row marks nothing, and leaves it as it is', async () => {
  const { affiliate_id } = await addAffiliate(world);
  await ensureBalanceRow(world.store, affiliate_id);
  await addPayouts(world, { affiliate_id, amount: 1000, status: 'pending' });
  const before = await everything(world);
  expect(await openBalanceRow(world.store, affiliate_id)).toBeUndefined();
  expect(await everything(world)).toStrictEqual(before);
});
