import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { isReadable } from '../../libs/payouts/payout.ts';
import { isUnderWay } from '../../libs/payouts/provider.ts';
import { withPaypal } from '../../libs/paypal/open.ts';
import { during, type RunContext } from '../../libs/runtime/invocation.ts';
import { eachRecord } from '../../libs/runtime/streams.ts';
import { getPayout } from '../../libs/store/payouts/get-payout.ts';
import type { Dependencies } from '../../libs/workflows/dependencies.ts';
import { alarmOfResults, type Result } from '../../libs/workflows/paypal-alarms.ts';
import { type SendOutcome, sendPayout } from '../../libs/workflows/send-to-paypal.ts';
import { deployed } from '../deployed.ts';

/** After these, the record comes again. What needs a person does not: the sync goes on calling for one. */
const COMES_AGAIN: ReadonlySet<SendOutcome> = new Set(['unclear', 'later', 'busy', 'blocked']);

/**
 * Fed by the payouts' stream: sends each PayPal payout that has become processing. A record only points: what
 * is sent is what the payout is when it is read. A try that stays unclear comes again with the record, and in
 * the end with the sync.
 */
export const buildSendPaypal =
  (dependencies: Dependencies) =>
  async (event: DynamoDBStreamEvent, context: RunContext): Promise<DynamoDBBatchResponse> => {
    const { paypal, ...rest } = during(dependencies, context);
    const results: Result[] = [];
    const response = await eachRecord(event, async (record) => {
      const payoutId = payoutIdOf(record);
      const payout = payoutId === undefined ? undefined : await getPayout(rest.store, payoutId);
      if (!paypal || !payout || !isReadable(payout) || !isUnderWay(payout)) return;
      const outcome = await sendPayout({ ...rest, paypal }, payout);
      results.push({ payoutId: payout.payout_id, outcome });
      if (COMES_AGAIN.has(outcome)) throw new Error(`Payout ${payoutId} was not sent for sure: ${outcome}.`);
    });
    alarmOfResults(results);
    return response;
  };

function payoutIdOf({ dynamodb }: DynamoDBRecord): string | undefined {
  return dynamodb?.Keys?.payout_id?.S;
}

export const handler = deployed(buildSendPaypal, withPaypal);
