import { expect, it } from 'vitest';
import { sumPayouts } from '../../../libs/store/balances/sum-payouts.ts';
import { payoutThatIs } from '../../../testing/lifecycle.ts';
import { setPayout } from '../../../testing/other-service.ts';
import { useWorld } from '../../../testing/use-world.ts';

const world = useWorld();

it('a sum names each payout that is not counted as what it says', async () => {
  const { affiliate, payout_id } = await payoutThatIs(world, 'pending');
  const uncounted = async () => (await sumPayouts(world.store, affiliate.affiliate_id)).uncounted;
  expect(await uncounted()).toStrictEqual([]);
  await setPayout(world, payout_id, { amount: 7000 });
  expect(await uncounted()).toStrictEqual([payout_id]);
  await setPayout(world, payout_id, { amount: 5000, status: 'failed' });
  expect(await uncounted()).toStrictEqual([payout_id]);
  await setPayout(world, payout_id, { status: 'pending' });
  expect(await uncounted()).toStrictEqual([]);
});
