import { describe, it } from 'vitest';
import { buildGetReceipt } from '../../../functions/payouts/receipt.ts';
import { PAYOUT_STATUSES } from '../../../libs/payouts/payout.ts';
import { expectRefusal, FROM_ORIGIN, ORIGIN } from '../../../testing/expect.ts';
import { payoutThatIs } from '../../../testing/lifecycle.ts';
import { useHandler } from '../../../testing/use-handler.ts';

const { world, handler: getReceipt } = useHandler(buildGetReceipt);

describe('GET /payouts/{payout_id}/receipt: 409', () => {
  it.each(PAYOUT_STATUSES.filter((status) => status !== 'completed'))(
    'returns 409 for a payout that is %s',
    async (status) => {
      const { affiliate, payout_id } = await payoutThatIs(world, status);
      await expectRefusal(
        world,
        getReceipt,
        { as: affiliate.user_id, params: { payout_id }, headers: { origin: ORIGIN } },
        {
          status: 409,
          code: 'invalid_transition',
          message: `This payout is ${status}. There is a receipt once it is completed.`,
          details: { status, action: 'receipt' },
          headers: FROM_ORIGIN,
        },
      );
    },
  );
});
