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

/**
 * After these, Lambda delivers the record again. Not so if a person is needed: the sync keeps raising the
 * alarm.
 */
const COMES_AGAIN: ReadonlySet<SendOutcome> = new Set(['unclear', 'later', 'busy', 'blocked']);

/**
 * Fed by the payouts' stream: sends each PayPal payout that has become processing. The record only says which
 * payout: what is sent is the payout as it is then. A try that stays unclear is repeated with the record, and
 * in the end by the sync.
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
