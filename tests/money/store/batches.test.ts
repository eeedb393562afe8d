import { expect, it } from 'vitest';
import { getPayouts } from '../../../libs/store/payouts/get-payouts.ts';
import { readStandings } from '../../../libs/store/standings.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { addAffiliate, addPayouts } from '../../../testing/world.ts';

const world = useWorld();

/** One more than DynamoDB takes in one batch. */
const MANY = 101;

const ids = (last: string) => [...Array.from({ length: MANY - 1 }, (_, index) => `gone-${index}`), last];

it('reads the standing of more affiliates than fit into a batch', async () => {
  const { affiliate_id } = await addAffiliate(world);
  const standings = await readStandings(world.store, ids(affiliate_id));
  expect(standings.size).toBe(MANY);
  const known = [...standings.values()].flatMap(({ affiliate }) => affiliate?.affiliate_id ?? []);
  expect(known).toStrictEqual([affiliate_id]);
});

it('reads more payouts than fit into a batch', async () => {
  const payout_id = world.newId();
  await addPayouts(world, { payout_id });
  const payouts = await getPayouts(world.store, ids(payout_id));
  expect([...payouts.values()].flatMap((payout) => payout?.payout_id ?? [])).toStrictEqual([payout_id]);
});
