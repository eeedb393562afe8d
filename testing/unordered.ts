import { QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Store } from '../libs/store/engine/client.ts';
import { withClient } from './client.ts';
import type { World } from './world.ts';

/** The same database, but payouts of one time are in another order than that of their ids, as on AWS. */
export function unordered(world: World): Store {
  return withClient(world, async (name, send, input) => {
    if (name !== 'QueryCommand') return send();
    const { Limit, ExclusiveStartKey: last, ...query } = input as QueryCommandInput;
    const by = query.IndexName === 'ended-payouts-index' ? 'ended_at' : 'requested_at';
    const { Items = [] } = await world.store.db.send(new QueryCommand(query));
    Items.sort(
      (one, other) =>
        other[by].localeCompare(one[by]) || (backwards(one.payout_id) < backwards(other.payout_id) ? 1 : -1),
    );
    const start = Items.findIndex(({ payout_id }) => payout_id === last?.payout_id) + 1;
    const end = start + (Limit ?? Items.length);
    const page = Items.slice(start, end);
    const LastEvaluatedKey = end < Items.length ? page.at(-1) : undefined;
    return { output: { Items: page, LastEvaluatedKey }, response: {} };
  });
}

function backwards(text = ''): string {
  return Array.from(text).reverse().join('');
}
