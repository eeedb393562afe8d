import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { isReadable } from '../../libs/payouts/payout.ts';
import { withPaypal } from '../../libs/paypal/open.ts';
import { during, type RunContext } from '../../libs/runtime/invocation.ts';
import { eachRecord } from '../../libs/runtime/streams.ts';
import { getPayout } from '../../libs/store/payouts/get-payout.ts';
import type { Dependencies } from '../../libs/workflows/dependencies.ts';
import { isUnderWay, sendPayout } from '../../libs/workflows/send-to-paypal.ts';
import { deployed } from '../deployed.ts';

/**
 * Fed by the payouts' stream: sends each PayPal payout that has become processing. A record only points: what
 * is sent is what the payout is when it is read. A try that stays unclear comes again with the record, and in
 * the end with the sync.
 */
export const buildSendPaypal =
  (dependencies: Dependencies) =>
  async (event: DynamoDBStreamEvent, context: RunContext): Promise<DynamoDBBatchResponse> => {
    const { paypal, ...rest } = during(dependencies, context);
    return eachRecord(event, async (record) => {
      const payoutId = payoutIdOf(record);
      const payout = payoutId === undefined ? undefined : await getPayout(rest.store, payoutId);
      if (!paypal || !payout || !isReadable(payout) || !isUnderWay(payout)) return;
      const outcome = await sendPayout({ ...rest, paypal }, payout);
      if (outcome === 'unclear' || outcome === 'later') {
        throw new Error(`Payout ${payoutId} was not sent for sure: ${outcome}.`);
      }
    });
  };

function payoutIdOf({ dynamodb }: DynamoDBRecord): string | undefined {
  return dynamodb?.Keys?.payout_id?.S;
}

export const handler = deployed(buildSendPaypal, withPaypal);
