import { describe, expect, it } from 'vitest';
import { buildCancelPayout } from '../../../functions/payouts/cancel.ts';
import { call } from '../../../testing/call.ts';
import { expectRefusalOnceCounted } from '../../../testing/counting.ts';
import { expectRefusal, FROM_ORIGIN, ORIGIN } from '../../../testing/expect.ts';
import { cancelling, oldPayout, payoutThatIs } from '../../../testing/lifecycle.ts';
import { invalidTransition } from '../../../testing/refusals.ts';
import { useHandler } from '../../../testing/use-handler.ts';
import { addAffiliate, countersOf } from '../../../testing/world.ts';

const OVER = ['processing', 'completed', 'failed', 'cancelled'] as const;

const { world, handler: cancel } = useHandler(buildCancelPayout);

describe('POST /payouts/{payout_id}/cancel: 409', () => {
  it.each(OVER)('refuses to cancel a payout that is %s', async (status) => {
    const { affiliate, payout_id } = await payoutThatIs(world, status);
    const request = { ...cancelling(affiliate.user_id, payout_id), headers: { origin: ORIGIN } };
    const refusal = { ...invalidTransition(status, 'cancel'), headers: FROM_ORIGIN };
    await expectRefusal(world, cancel, request, refusal);
  });

  it.each(OVER)(
    'counts a record of the old service that is %s, and then refuses to cancel it',
    async (status) => {
      const asked = await oldPayout(world, { status });
      const request = cancelling(asked.affiliate.user_id, asked.payout_id);
      const refusal = invalidTransition(status, 'cancel');
      await expectRefusalOnceCounted(world, cancel, request, refusal, { ...asked, status });
    },
  );

  it('counts a payout with an unknown status as held, and refuses to cancel it', async () => {
    const asked = await oldPayout(world, { status: 'on_hold' as never });
    const request = cancelling(asked.affiliate.user_id, asked.payout_id);
    const message = 'A payout with a status that we do not know cannot be cancelled.';
    const refusal = { ...invalidTransition('unknown', 'cancel'), message };
    await expectRefusalOnceCounted(world, cancel, request, refusal, { ...asked, status: 'unknown' });
  });

  it('releases the money once if the same request arrives many times', async () => {
    const { affiliate, payout_id } = await payoutThatIs(world, 'pending');
    const clicks = Array.from({ length: 8 }, () => call(cancel, cancelling(affiliate.user_id, payout_id)));
    const statuses = (await Promise.all(clicks)).map(({ status }) => status).sort();
    expect(statuses).toStrictEqual([200, ...Array(7).fill(409)]);
    const counters = { committed: 0, paid: 0, payout_count: 1 };
    expect(await countersOf(world, affiliate.affiliate_id)).toStrictEqual(counters);
  });

  it('names the status and not the account to an affiliate who became inactive', async () => {
    const { affiliate, payout_id } = await payoutThatIs(world, 'failed');
    await addAffiliate(world, { ...affiliate, status: 'inactive' });
    const request = cancelling(affiliate.user_id, payout_id);
    await expectRefusal(world, cancel, request, invalidTransition('failed', 'cancel'));
  });
});
