import { expect, it } from 'vitest';
import { buildProcessPayout } from '../../../functions/admin/process.ts';
import type { PayoutStatus } from '../../../libs/payouts/payout.ts';
import { spoil } from '../../../testing/bookkeeping.ts';
import { call } from '../../../testing/call.ts';
import { everything } from '../../../testing/expect.ts';
import { AMOUNT, payoutThatIs, processing, REASON, TRANSACTION } from '../../../testing/lifecycle.ts';
import { logTexts } from '../../../testing/log-lines.ts';
import { useHandler } from '../../../testing/use-handler.ts';

const { world, handler: processPayout } = useHandler(buildProcessPayout);

const SHORT = AMOUNT - 1;
const FAIL = { action: 'fail', reason: REASON };
const CASES: { status: PayoutStatus; body: object; counters: object }[] = [
  { status: 'pending', body: FAIL, counters: { held: SHORT } },
  { status: 'processing', body: FAIL, counters: { held: SHORT } },
  { status: 'processing', body: { action: 'complete', ...TRANSACTION }, counters: { held: SHORT } },
  { status: 'completed', body: { action: 'return', reason: REASON }, counters: { paid: SHORT } },
];

it.each(CASES)(
  'a step is a fault and moves nothing if its row was spoilt: $body.action, $counters',
  async ({ status, body, counters }) => {
    const zelle = { payment_method: 'zelle' };
    const { affiliate, payout_id } = await payoutThatIs(world, status, zelle);
    await spoil(world, affiliate.affiliate_id, counters);
    const before = await everything(world);
    const answer = await call(processPayout, processing(payout_id, body));
    expect([answer.status, answer.json.error.code]).toStrictEqual([500, 'internal']);
    expect(await everything(world)).toStrictEqual(before);
    const logged = logTexts().join();
    expect(logged).toContain(`The counters of ${affiliate.affiliate_id} do not cover payout ${payout_id}.`);
  },
);
