import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { isReadable } from '../../libs/payouts/payout.ts';
import { isUnderWay } from '../../libs/payouts/provider.ts';
import { withPaypal } from '../../libs/paypal/open.ts';
import { during, type RunContext } from '../../libs/runtime/invocation.ts';
import { log } from '../../libs/runtime/log.ts';
import { eachRecord, payoutIdOf } from '../../libs/runtime/streams.ts';
import { getPayout } from '../../libs/store/payouts/get-payout.ts';
import type { Dependencies } from '../../libs/workflows/dependencies.ts';
import { alarmOfResults, type Result } from '../../libs/workflows/paypal-alarms.ts';
import { type SendOutcome, sendPayout } from '../../libs/workflows/send-to-paypal.ts';
import { deployedToAct } from '../deployed.ts';

/** More than PayPal takes in the time of one post, up to three seconds: so it is not us who are slow. */
const AT_ONCE = 20;

/**
 * After these, Lambda delivers the record again. Not so if a person is needed: the sync keeps raising the
 * alarm. Nor if PayPal takes no more posts: the record would use up its tries, so the sync goes on with it.
 */
const COMES_AGAIN: ReadonlySet<SendOutcome> = new Set(['unclear', 'later', 'busy', 'blocked']);

/**
 * Fed by the payouts' stream: sends each PayPal payout that has become processing. The record only says which
 * payout: what is sent is the payout as it is then. A try that stays unclear is repeated with the record, and
 * in the end by the sync. The payouts of a batch are sent side by side, at PayPal's pace.
 */
export const buildSendPaypal =
  (dependencies: Dependencies) =>
  async (event: DynamoDBStreamEvent, context: RunContext): Promise<DynamoDBBatchResponse> => {
    const { paypal, ...rest } = during(dependencies, context);
    const results: Result[] = [];
    const response = await eachRecord(event, AT_ONCE, async (record) => {
      const payoutId = payoutIdOf(record);
      const payout = payoutId === undefined ? undefined : await getPayout(rest.store, payoutId);
      if (!paypal || !payout || !isReadable(payout) || !isUnderWay(payout)) return;
      const outcome = await sendPayout({ ...rest, paypal }, payout);
      results.push({ payoutId: payout.payout_id, outcome });
      if (COMES_AGAIN.has(outcome)) throw new Error(`Payout ${payoutId} was not sent for sure: ${outcome}.`);
    });
    alarmOfResults(results);
    const left = results.filter(({ outcome }) => outcome === 'limited').length;
    if (left > 0) log('info', 'paypal-pace', { left });
    return response;
  };

export const handler = deployedToAct(buildSendPaypal, withPaypal);
