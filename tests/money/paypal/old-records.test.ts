import { describe, expect, it } from 'vitest';
import { buildProcessPayout } from '../../../functions/admin/process.ts';
import type { Payout } from '../../../libs/payouts/payout.ts';
import { call } from '../../../testing/call.ts';
import { expectRefusal } from '../../../testing/expect.ts';
import { AMOUNT, processing } from '../../../testing/lifecycle.ts';
import { read, recover, send, useRail } from '../../../testing/paypal.ts';
import { RECORDS_UNREADABLE } from '../../../testing/refusals.ts';
import { useHandler } from '../../../testing/use-handler.ts';
import { addAffiliate, addPayouts, countersOf } from '../../../testing/world.ts';

const { world, handler: processPayout } = useHandler(buildProcessPayout);
const rail = useRail(world);

const start = ({ payout_id }: Payout) => call(processPayout, processing(payout_id, { action: 'start' }));

describe('a pending payout of the old service', () => {
  it.each(['5000', ' 5000 '])(
    'is completed once PayPal has paid it, if its amount is the text %s',
    async (text) => {
      const { affiliate_id } = await addAffiliate(world);
      const amount = text as unknown as number;
      const [old] = await addPayouts(world, { affiliate_id, amount, status: 'pending' });
      if (!old) throw new Error('There is no old payout.');
      expect((await start(old)).status).toBe(200);
      await send(world, old);
      await recover(world, rail);
      expect((await read(world, old))?.status).toBe('completed');
      expect(await countersOf(world, affiliate_id)).toStrictEqual({
        committed: AMOUNT,
        paid: AMOUNT,
        payout_count: 1,
      });
    },
  );

  it('is not started if its amount is the text 5000.00, which may be dollars or cents', async () => {
    const { affiliate_id } = await addAffiliate(world);
    const facts = { affiliate_id, amount: '5000.00' as unknown as number, status: 'pending' as const };
    const [old] = await addPayouts(world, facts);
    if (!old) throw new Error('There is no old payout.');
    await expectRefusal(
      world,
      processPayout,
      processing(old.payout_id, { action: 'start' }),
      RECORDS_UNREADABLE,
    );
    await send(world, old);
    await recover(world, rail);
    expect(rail.simulator.payments()).not.toContainEqual(
      expect.objectContaining({ sender_item_id: old.payout_id }),
    );
  });
});
