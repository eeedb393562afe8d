import { expect, it } from 'vitest';
import { listPayouts } from '../../../libs/store/payouts/list-payouts.ts';
import { withClient } from '../../../testing/client.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { addAffiliate } from '../../../testing/world.ts';

/** DynamoDB accepts 32-bit numbers, and refuses the query above that. */
const LIMIT_MAX = 2 ** 31 - 1;

const world = useWorld();

it('lists by status from a history of many megabytes without affiliate_status', async () => {
  const { affiliate_id: affiliateId } = await addAffiliate(world);
  const limits: number[] = [];
  const store = withClient(world, (name, send, input) => {
    if (name !== 'QueryCommand' || limits.push((input as { Limit: number }).Limit) > 40) return send();
    // A megabyte without a payout of this status.
    const LastEvaluatedKey = { payout_id: `P-${limits.length}` };
    return Promise.resolve({ output: { Items: [], LastEvaluatedKey, $metadata: {} }, response: {} });
  });
  await listPayouts(store, { filter: { affiliateId, statuses: ['failed'] }, limit: 10 }).catch(() => {});
  expect(limits.length).toBeGreaterThan(40);
  expect(Math.max(...limits)).toBeLessThanOrEqual(LIMIT_MAX);
});
