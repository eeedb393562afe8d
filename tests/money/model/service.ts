import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { buildProcessPayout } from '../../../functions/admin/process.ts';
import { buildGetBalance } from '../../../functions/payouts/balance.ts';
import { buildRequestBulk } from '../../../functions/payouts/bulk.ts';
import { buildCancelPayout } from '../../../functions/payouts/cancel.ts';
import { buildListPayouts } from '../../../functions/payouts/list.ts';
import { buildRequestPayout } from '../../../functions/payouts/request.ts';
import { buildReleaseScheduled } from '../../../functions/workers/release-scheduled.ts';
import { call, contextOf } from '../../../testing/call.ts';
import { asking, askingForAll, cancelling, processing } from '../../../testing/lifecycle.ts';
import type { World } from '../../../testing/world.ts';

/** The service as the sequences use it: the real handlers, with a clock that the sequences set. */
export function serviceOf(world: World, now: () => string) {
  const dependencies = { ...world, now };
  const request = buildRequestPayout(dependencies);
  const bulk = buildRequestBulk(dependencies);
  const cancel = buildCancelPayout(dependencies);
  const process = buildProcessPayout(dependencies);
  const balance = buildGetBalance(dependencies);
  const list = buildListPayouts(dependencies);
  const release = buildReleaseScheduled(dependencies);
  return {
    request: (as: string, body: object, key: string) => call(request, asking(as, body, key)),
    bulk: (as: string, payouts: object[]) => call(bulk, askingForAll(as, payouts)),
    cancel: (as: string, payout_id: string) => call(cancel, cancelling(as, payout_id)),
    process: (payout_id: string, body: object) => call(process, processing(payout_id, body)),
    balance: (as: string) => call(balance, { as }),
    list: (as: string, query: Record<string, string> = {}) => call(list, { as, query }),
    release: () => release({}, contextOf()),
    /** Changes the earnings, as the service that owns the affiliates does. */
    earn: (affiliateId: string, total_earned: number) =>
      world.store.db.send(
        new UpdateCommand({
          TableName: world.store.tables.affiliates,
          Key: { affiliate_id: affiliateId },
          UpdateExpression: 'SET total_earned = :earned',
          ExpressionAttributeValues: { ':earned': total_earned },
        }),
      ),
  };
}
