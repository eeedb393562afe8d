import { sweptUntil, toldSince } from '../../libs/email/owed.ts';
import { withEmail } from '../../libs/email/send.ts';
import { orderOf } from '../../libs/http/order.ts';
import { tryAgain } from '../../libs/payouts/errors.ts';
import { isReadable } from '../../libs/payouts/payout.ts';
import { isUnderWay } from '../../libs/payouts/provider.ts';
import { addressesOf } from '../../libs/payouts/undelivered.ts';
import { withPaypal } from '../../libs/paypal/open.ts';
import { during, type RunContext } from '../../libs/runtime/invocation.ts';
import { log } from '../../libs/runtime/log.ts';
import { resumeMail } from '../../libs/store/balances/mail-stops.ts';
import { getPayout } from '../../libs/store/payouts/get-payout.ts';
import { claimSweep, concludeSweep } from '../../libs/store/sweeps.ts';
import { adoptFromStream } from '../../libs/workflows/adopt-from-stream.ts';
import type { Dependencies } from '../../libs/workflows/dependencies.ts';
import { type SendOutcome, sendPayout } from '../../libs/workflows/send-to-paypal.ts';
import { tellLate } from '../../libs/workflows/tell-late.ts';
import isCall from '../../schemas/compiled/redrive.js';
import { deployedToAct } from '../deployed.ts';

/**
 * What was done for a payout: `sent` is how its post to PayPal ended, if it is under way there; `told` counts
 * the mails. `failed`: the log says why.
 */
export interface Redriven {
  payout_id: string;
  outcome: 'done' | 'failed' | 'not_found';
  sent?: SendOutcome;
  told?: number;
}

/**
 * Invoked by an operator, with the payouts of dead letters: does for each, as it is now, what the stream's
 * workers would have done. It counts what another service wrote, sends what was started and is not sent, and
 * tells what was not told in the last two weeks. All of it can be repeated: nothing is done twice.
 */
export const buildRedrive =
  (dependencies: Dependencies) =>
  async (event: unknown, context: RunContext): Promise<{ results: Redriven[] }> => {
    const { payout_ids, mail_again = false } = orderOf(isCall, event);
    const forThisRun = during(dependencies, context);
    const { store, now, newId } = forThisRun;
    const run = { id: newId(), now: now() };
    const told = await claimSweep(store, run, sweptUntil(run.now));
    // The sweep, or another operator, is at it.
    if (told === undefined) throw tryAgain();
    const results: Redriven[] = [];
    for (const payoutId of new Set(payout_ids)) results.push(await redrive(forThisRun, payoutId, mail_again));
    await concludeSweep(store, run, told);
    for (const { payout_id, ...result } of results)
      log('warn', 'redrive', { payoutId: payout_id, ...result });
    return { results };
  };

/** One that fails must not hold up the others. */
async function redrive(
  dependencies: Dependencies,
  payout_id: string,
  mailsAgain: boolean,
): Promise<Redriven> {
  try {
    return await goOnWith(dependencies, payout_id, mailsAgain);
  } catch (error) {
    log('error', 'redrive', { payoutId: payout_id, stack: (error as Error).stack });
    return { payout_id, outcome: 'failed' };
  }
}

async function goOnWith(
  dependencies: Dependencies,
  payout_id: string,
  mailsAgain: boolean,
): Promise<Redriven> {
  const { store, now, paypal } = dependencies;
  const payout = await getPayout(store, payout_id);
  if (!payout) return { payout_id, outcome: 'not_found' };
  await adoptFromStream(dependencies, { before: undefined, after: payout });
  if (mailsAgain) await resumeMail(store, payout.affiliate_id, addressesOf(payout));
  const isToSend = paypal && isReadable(payout) && isUnderWay(payout);
  const sent = isToSend ? await sendPayout({ ...dependencies, paypal }, payout) : undefined;
  const period = { since: toldSince(now()), until: sweptUntil(now()) };
  const told = dependencies.sendMail ? await tellLate(dependencies, payout.payout_id, period) : 0;
  return { payout_id, outcome: 'done', ...(sent && { sent }), told };
}

export const handler = deployedToAct(
  buildRedrive,
  (settings): Pick<Dependencies, 'paypal' | 'sendMail'> => ({
    ...withPaypal(settings),
    ...withEmail(settings),
  }),
);
