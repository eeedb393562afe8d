import { describe, expect, it } from 'vitest';
import { buildGetAnyReceipt } from '../../../functions/admin/receipt.ts';
import { buildGetReceipt } from '../../../functions/payouts/receipt.ts';
import { PAYOUT_STATUSES } from '../../../libs/payouts/payout.ts';
import { call } from '../../../testing/call.ts';
import { expectRefusal, FROM_ORIGIN, ORIGIN } from '../../../testing/expect.ts';
import { AS_ADMIN, oldPayout, payoutThatIs } from '../../../testing/lifecycle.ts';
import { RECORDS_UNREADABLE } from '../../../testing/refusals.ts';
import { handlerOn, useHandler } from '../../../testing/use-handler.ts';

const { world, handler: getAnyReceipt } = useHandler(buildGetAnyReceipt);
const getReceipt = handlerOn(world, buildGetReceipt);

const asking = (payout_id: string) => ({
  ...AS_ADMIN,
  path: `/admin/payouts/${payout_id}/receipt`,
  params: { payout_id },
  headers: { origin: ORIGIN },
});

describe('GET /admin/payouts/{payout_id}/receipt', () => {
  it('returns the same document as its owner gets: every header, and every byte', async () => {
    const { affiliate, payout_id } = await payoutThatIs(world, 'completed');
    const own = { as: affiliate.user_id, params: { payout_id }, headers: { origin: ORIGIN } };
    const answer = await call(getAnyReceipt, asking(payout_id));
    expect(answer).toMatchObject({ status: 200, text: expect.stringMatching(/^%PDF-/) });
    expect(answer).toStrictEqual(await call(getReceipt, own));
  });

  it('is available for a payout whose affiliate is gone', async () => {
    const { payout_id } = await oldPayout(world, { affiliate_id: 'aff-gone' });
    expect((await call(getAnyReceipt, asking(payout_id))).status).toBe(200);
  });

  it.each(PAYOUT_STATUSES.filter((status) => status !== 'completed'))(
    'returns 409 for a payout that is %s',
    async (status) => {
      const { payout_id } = await payoutThatIs(world, status);
      await expectRefusal(world, getAnyReceipt, asking(payout_id), {
        status: 409,
        code: 'invalid_transition',
        message: `This payout is ${status}. There is a receipt once it is completed.`,
        details: { status, action: 'receipt' },
        headers: FROM_ORIGIN,
      });
    },
  );

  it('returns 409 for a payout whose amount cannot be read', async () => {
    const { payout_id } = await oldPayout(world, { amount: 'fifty' as never });
    await expectRefusal(world, getAnyReceipt, asking(payout_id), {
      ...RECORDS_UNREADABLE,
      headers: FROM_ORIGIN,
    });
  });
});
