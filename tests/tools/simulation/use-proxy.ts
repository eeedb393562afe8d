import { GetCommand, PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { openStore, type Store } from '../../../libs/store/engine/client.ts';
import { type FaultProxy, type ProxyOptions, startProxy } from '../../../simulation/proxy/server.ts';
import type { World } from '../../../testing/world.ts';

/** A proxy in front of the world's database, and a store that uses it. */
export interface Proxied {
  proxy: FaultProxy;
  store: Store;
}

/** One proxy for the tests of a file. Each test starts without faults. */
export function useProxy(world: World, options: Omit<ProxyOptions, 'target'> = {}): Proxied {
  const proxied = {} as Proxied;
  beforeAll(async () => {
    proxied.proxy = await startProxy({ target: `${world.settings.store.endpoint}`, ...options });
    proxied.store = openStore({ ...world.settings.store, endpoint: proxied.proxy.url });
  });
  beforeEach(() => proxied.proxy.plan());
  afterAll(() => proxied.proxy?.close());
  return proxied;
}

/** Adds one to a counter in each of these rows of the affiliates table, in one transaction. */
export function countTogether({ db, tables }: Store, ...ids: string[]) {
  const TransactItems = ids.map((affiliate_id) => ({
    Update: {
      TableName: tables.affiliates,
      Key: { affiliate_id },
      UpdateExpression: 'ADD writes :one',
      ExpressionAttributeValues: { ':one': 1 },
    },
  }));
  return db.send(new TransactWriteCommand({ TransactItems }));
}

async function getRow({ db, tables }: Store, affiliate_id: string) {
  const Key = { affiliate_id };
  const { Item } = await db.send(new GetCommand({ TableName: tables.affiliates, Key, ConsistentRead: true }));
  return Item;
}

/** The counter of a row of the affiliates table, or undefined if there is no row. */
export async function countOf(store: Store, id: string): Promise<number | undefined> {
  return (await getRow(store, id))?.writes;
}

/** Whether the affiliates table has the row. */
export async function isStored(store: Store, id: string): Promise<boolean> {
  return (await getRow(store, id)) !== undefined;
}

/** Puts a row into the affiliates table. */
export function put({ db, tables }: Store, affiliate_id: string, user_id = `user-of-${affiliate_id}`) {
  return db.send(new PutCommand({ TableName: tables.affiliates, Item: { affiliate_id, user_id } }));
}
