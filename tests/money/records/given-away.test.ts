import { expect, it } from 'vitest';
import { getBalanceRow } from '../../../libs/store/balances/balance-row.ts';
import { ensureBalanceRow } from '../../../libs/store/balances/open-balance.ts';
import { deliver, putPayout, record, setPayout } from '../../../testing/other-service.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { addAffiliate } from '../../../testing/world.ts';

const world = useWorld();

it('a payout that is mended and given to another affiliate at once stops nobody’s money any more', async () => {
  const [from, to] = [await addAffiliate(world), await addAffiliate(world)];
  for (const { affiliate_id } of [from, to]) await ensureBalanceRow(world.store, affiliate_id);
  const theirs = record(world, { affiliate_id: from.affiliate_id, amount: 'fifty' });
  const stopped = async () =>
    Promise.all(
      [from, to].map(async (each) => (await getBalanceRow(world.store, each.affiliate_id))?.unreadable.size),
    );
  await deliver(world, await putPayout(world, theirs));
  expect(await stopped()).toStrictEqual([1, 0]);
  const mended = { amount: 5000, affiliate_id: to.affiliate_id };
  await deliver(world, await setPayout(world, theirs.payout_id, mended));
  expect(await stopped()).toStrictEqual([0, 0]);
});
