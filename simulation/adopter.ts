import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { isReadable } from '../libs/payouts/payout.ts';
import { during, type RunContext } from '../libs/runtime/invocation.ts';
import { eachRecord } from '../libs/runtime/streams.ts';
import { adoptPayout, noteUnreadable } from '../libs/store/payouts/adopt.ts';
import { getPayout } from '../libs/store/payouts/get-payout.ts';
import type { Dependencies } from '../libs/workflows/dependencies.ts';

/** Fed by the payouts' stream: counts what another service wrote or moved. It looks at the record, not at its image. */
export const buildAdopter =
  (dependencies: Dependencies) =>
  async (event: DynamoDBStreamEvent, context: RunContext): Promise<DynamoDBBatchResponse> => {
    const { store, now } = during(dependencies, context);
    return eachRecord(event, async ({ dynamodb }) => {
      const { payout_id, affiliate_id, status, affiliate_status } = dynamodb?.NewImage ?? {};
      if (affiliate_status?.S === `${status?.S}#${affiliate_id?.S}`) return;
      const payout = await getPayout(store, payout_id?.S ?? '');
      if (payout && isReadable(payout)) await adoptPayout(store, payout, now());
      else if (payout) await noteUnreadable(store, payout);
    });
  };
