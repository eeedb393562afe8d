import { isDeepStrictEqual } from 'node:util';
import { DeleteCommand, PutCommand, paginateScan } from '@aws-sdk/lib-dynamodb';
import type { Store } from '../libs/store/engine/client.ts';
import type { Account } from './model/account.ts';
import type { Run } from './run.ts';

type Item = Record<string, unknown>;

/** The payouts, the balances and the runs as they were at one instant, and what the model knew then. */
export interface Backup {
  tables: { name: string; key: string; items: Item[] }[];
  accounts: ReadonlyMap<string, Account>;
  firstAnswers: ReadonlyMap<string, string>;
  runs: Run['runs'];
}

/** Keeps the present, while nothing is under way. */
export async function takeBackup({ system, accounts, firstAnswers, runs }: Run): Promise<Backup> {
  const { store } = system;
  const { tables } = store;
  return {
    tables: [
      { name: tables.payouts, key: 'payout_id', items: await allItems(store, tables.payouts) },
      { name: tables.balances, key: 'affiliate_id', items: await allItems(store, tables.balances) },
      { name: tables.runs, key: 'run_id', items: await allItems(store, tables.runs) },
    ],
    accounts: new Map(accounts),
    firstAnswers: new Map(firstAnswers),
    runs: new Map(runs),
  };
}

/**
 * Puts the tables back, with a stream and indexes that know nothing of what came since. What the affiliates'
 * own service, PayPal, the bank and the people know, stays.
 */
export async function putBack(run: Run, { tables, accounts, firstAnswers, runs }: Backup): Promise<void> {
  const { store, stream, database } = run.system;
  for (const table of tables) await replaceItems(store, table);
  await stream.skip();
  run.workers.forget();
  database.forget();
  for (const [affiliateId, now] of run.accounts) {
    const { earned, standing } = now;
    run.accounts.set(affiliateId, { ...(accounts.get(affiliateId) ?? now), earned, standing });
  }
  run.firstAnswers = new Map(firstAnswers);
  run.runs = new Map(Array.from(runs, ([id, { lastFile: _, ...booked }]) => [id, booked]));
}

async function allItems({ db }: Store, TableName: string): Promise<Item[]> {
  const items: Item[] = [];
  for await (const { Items = [] } of paginateScan({ client: db }, { TableName })) items.push(...Items);
  return items;
}

async function replaceItems(store: Store, { name, key, items }: Backup['tables'][number]): Promise<void> {
  const present = new Map((await allItems(store, name)).map((item) => [item[key], item]));
  for (const item of items) {
    const isSame = isDeepStrictEqual(present.get(item[key]), item);
    if (!isSame) await store.db.send(new PutCommand({ TableName: name, Item: item }));
    present.delete(item[key]);
  }
  for (const id of present.keys())
    await store.db.send(new DeleteCommand({ TableName: name, Key: { [key]: id } }));
}
