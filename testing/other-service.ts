import { DeleteCommand, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { expect } from 'vitest';
import { buildNotify } from '../functions/workers/notify.ts';
import { ensureBalanceRow } from '../libs/store/balances/open-balance.ts';
import { contextOf } from './call.ts';
import type { World } from './world.ts';

/** An item as another service writes it: of any shape. */
export type Item = Record<string, unknown>;

/**
 * A payout of $10.00 as another service writes it, except for these facts; `undefined` leaves a member out.
 */
export const record = (world: World, facts: Item): Item => ({
  payout_id: world.newId(),
  amount: 1000,
  payment_method: 'paypal',
  payment_email: 'old@example.com',
  status: 'pending',
  requested_at: '2025-01-01T00:00:00.000Z',
  ...facts,
});

/** The payout as it is stored, to the letter. */
export async function storedPayout({ store }: World, payout_id: unknown): Promise<Item | undefined> {
  const { Item } = await store.db.send(
    new GetCommand({ TableName: store.tables.payouts, Key: { payout_id }, ConsistentRead: true }),
  );
  return Item;
}

/**
 * Puts a payout, or the whole of it once more, as another service does.
 * @returns what the stream shows of it
 */
export async function putPayout(world: World, payout: Item): Promise<DynamoDBRecord> {
  const { store } = world;
  const before = await storedPayout(world, payout.payout_id);
  await store.db.send(new PutCommand({ TableName: store.tables.payouts, Item: payout }));
  return changeOf(before, payout);
}

/** Changes some members of a payout, as another service does. @returns what the stream shows of it */
export async function setPayout(world: World, payout_id: unknown, facts: Item): Promise<DynamoDBRecord> {
  return putPayout(world, { ...(await storedPayout(world, payout_id)), payout_id, ...facts });
}

/** Deletes a payout, which no service should do. */
export async function removePayout({ store }: World, payout_id: string): Promise<void> {
  await store.db.send(new DeleteCommand({ TableName: store.tables.payouts, Key: { payout_id } }));
}

/** What the stream shows of a change. */
export function changeOf(before: Item | undefined, after: Item): DynamoDBRecord {
  const imageOf = (item: Item) => marshall(item, { removeUndefinedValues: true });
  const dynamodb = { NewImage: imageOf(after), ...(before && { OldImage: imageOf(before) }) };
  return { eventName: before ? 'MODIFY' : 'INSERT', dynamodb } as DynamoDBRecord;
}

/** Delivers these records of the payouts' stream to the worker that counts. All of them must succeed. */
export async function deliver(world: World, ...records: DynamoDBRecord[]): Promise<void> {
  const Records = records.map((each, index) => ({
    ...each,
    dynamodb: { ...each.dynamodb, SequenceNumber: String(index + 1) },
  }));
  expect(await buildNotify(world)({ Records }, contextOf())).toStrictEqual({ batchItemFailures: [] });
}

/** The two states of a balance row that a payout of another service can meet. */
export const ROWS = [
  { row: 'open', isOpen: true },
  { row: 'not open', isOpen: false },
];

/** Opens the affiliate's balance row, if the test is about one that is open. */
export async function openIf(isOpen: boolean, { store }: World, affiliateId: string): Promise<void> {
  if (isOpen) await ensureBalanceRow(store, affiliateId);
}

/** Has the money of an affiliate wait, as if one of their records could not be read. */
export async function stopMoneyOf(
  { store }: World,
  { affiliate_id }: { affiliate_id: string },
): Promise<void> {
  await store.db.send(
    new UpdateCommand({
      TableName: store.tables.balances,
      Key: { affiliate_id },
      UpdateExpression: 'ADD unreadable :ids',
      ExpressionAttributeValues: { ':ids': new Set(['some-record']) },
    }),
  );
}
