import { describe, expect, it } from 'vitest';
import { buildGetPayout } from '../../../functions/payouts/get.ts';
import { buildListPayouts } from '../../../functions/payouts/list.ts';
import type { Payout } from '../../../libs/payouts/payout.ts';
import type { PaypalItem } from '../../../libs/paypal/client.ts';
import { getAffiliate } from '../../../libs/store/affiliates.ts';
import { call } from '../../../testing/call.ts';
import {
  paypalOf,
  read,
  recover,
  sendInTime as send,
  startedPayout,
  sync,
  useRail,
  withPaypal,
} from '../../../testing/paypal.ts';
import { useWorld } from '../../../testing/use-world.ts';

const world = useWorld();
const rail = useRail(world);

const UNREGISTERED = {
  code: 'receiver_unregistered',
  message: 'There is no PayPal account for this e-mail address.',
  remedy: 'Open one for this address, or add the address to your account, and claim the payout.',
};

async function shown({ payout_id, affiliate_id }: Payout) {
  const as = (await getAffiliate(world.store, affiliate_id))?.user_id ?? '';
  const one = await call(buildGetPayout(world), { as, params: { payout_id }, path: `/payouts/${payout_id}` });
  const all = await call(buildListPayouts(world), { as, path: '/payouts' });
  expect(all.json.data.payouts[0].attention).toStrictEqual(one.json.data.payout.attention);
  return one.json.data.payout.attention;
}

describe('attention', () => {
  it('is shown to the owner while the payout waits for them, and not before or afterwards', async () => {
    const payout = await startedPayout(world, 'unclaimed@example.com');
    expect(await shown(payout)).toBeNull();
    await send(world, payout);
    await rail.simulator.settle();
    rail.clock.ms += 11 * 60_000;
    await sync(world);
    expect(await shown(payout)).toStrictEqual(UNREGISTERED);
    await rail.simulator.move(String((await read(world, payout))?.provider?.item_id), 'SUCCESS');
    await recover(world, rail);
    expect((await read(world, payout))?.status).toBe('completed');
    expect(await shown(payout)).toBeNull();
  });

  it('becomes the reason of the failure if the payout is not claimed', async () => {
    const payout = await startedPayout(world, 'unclaimed@example.com');
    await send(world, payout);
    await recover(world, rail);
    rail.clock.ms += 30 * 24 * 60 * 60_000;
    await rail.simulator.settle();
    await sync(world);
    expect(await read(world, payout)).toMatchObject({
      status: 'failed',
      failure_reason:
        'There is no PayPal account for this e-mail address. Open one, or ask for a payout to another address.',
    });
  });

  it('stays as it was if PayPal no longer says why, and is still the reason if the money comes back', async () => {
    const payout = await startedPayout(world, 'unclaimed@example.com');
    await send(world, payout);
    await recover(world, rail);
    const withoutErrors = async (itemId: string) => {
      const { errors: _, ...item } = (await paypalOf(world).getItem(itemId)) ?? {};
      return item as PaypalItem;
    };
    rail.clock.ms += 11 * 60_000;
    await sync(withPaypal(world, { getItem: withoutErrors }));
    expect(await shown(payout)).toStrictEqual(UNREGISTERED);
    await rail.simulator.move(String((await read(world, payout))?.provider?.item_id), 'RETURNED');
    rail.clock.ms += 11 * 60_000;
    await sync(withPaypal(world, { getItem: withoutErrors }));
    expect((await read(world, payout))?.failure_reason).toBe(
      'There is no PayPal account for this e-mail address. Open one, or ask for a payout to another address.',
    );
  });

  it('is not shown for what PayPal examines', async () => {
    const payout = await startedPayout(world, 'hold@example.com');
    await send(world, payout);
    await recover(world, rail);
    expect((await read(world, payout))?.provider).toMatchObject({
      status: 'ONHOLD',
      reason: 'REGULATORY_PENDING',
    });
    expect(await shown(payout)).toBeNull();
  });
});
