import { DeleteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { buildRequestPayout } from '../functions/payouts/request.ts';
import type { Balance } from '../libs/payouts/balance.ts';
import type { PayoutStatus } from '../libs/payouts/payout.ts';
import { call, type TestAnswer } from '../testing/call.ts';
import { addAffiliate, addPayouts, type World } from '../testing/world.ts';
import { metered, type Usage } from './metered.ts';

/** An affiliate with this many payouts on record, and what the balance must be. */
export interface History {
  size: number;
  affiliateId: string;
  userId: string;
  balance: Balance;
  /** What the first request took, which opened the balance row; undefined if there was none. */
  opening?: Opening;
}

interface Opening {
  ms: number;
  usage: Usage;
}

/** The amount of each payout in a history, and of each request, in cents. */
export const AMOUNT = 1000;

/** More than any benchmark asks for. */
const SPARE = 1_000_000;

/** How many of a history are not completed: the failed ones are the oldest, the pending ones the newest. */
export const FAILED = 5;
const PENDING = 2;

/** How many writes of 25 are under way at once. */
const WRITERS = 4;

/** Stamping a long history at the first request can take minutes on the embedded engine. */
const OPENING_MS = 20 * 60_000;

/** Puts an affiliate with a history on record, as the old service left it: without a balance row. */
export async function addHistory(world: World, size: number): Promise<History> {
  const held = (size - FAILED) * AMOUNT;
  const total_earned = held + SPARE;
  const { affiliate_id, user_id } = await addAffiliate(world, { total_earned });
  const writers = Array.from({ length: WRITERS }, (_, writer) =>
    writeShare(world, affiliate_id, size, writer),
  );
  await Promise.all(writers);
  const pending = PENDING * AMOUNT;
  const balance = { total_earned, total_paid: held - pending, pending, available: SPARE };
  return { size, affiliateId: affiliate_id, userId: user_id, balance };
}

/**
 * The same with an open balance row: a first request has opened it, and was taken back, so that the size is
 * still the same.
 */
export async function addOpenHistory(world: World, size: number): Promise<History> {
  const history = await addHistory(world, size);
  return { ...history, opening: await openRow(world, history) };
}

async function openRow(world: World, { affiliateId, userId }: History): Promise<Opening> {
  const { store, usage } = metered(world);
  const requestPayout = buildRequestPayout({ ...world, store });
  const start = performance.now();
  const request = { method: 'POST', as: userId, body: { amount: AMOUNT }, remainingMs: OPENING_MS };
  const answer = await call(requestPayout, request);
  const ms = performance.now() - start;
  await takeBack(world, affiliateId, answer);
  return { ms, usage };
}

async function writeShare(world: World, affiliate_id: string, size: number, writer: number): Promise<void> {
  for (let start = writer * 25; start < size; start += WRITERS * 25) {
    const indexes = Array.from({ length: Math.min(25, size - start) }, (_, index) => start + index);
    await addPayouts(world, ...indexes.map((index) => oldPayout(affiliate_id, size, index)));
  }
}

/** As large as a payout of the old service is: an end, a transaction, and a note. */
function oldPayout(affiliate_id: string, size: number, index: number) {
  const requested_at = new Date(Date.UTC(2020, 0, 1) + index * 60_000).toISOString();
  const status = statusAt(size, index);
  return {
    affiliate_id,
    amount: AMOUNT,
    status,
    requested_at,
    ...(status !== 'pending' && { processed_at: requested_at }),
    ...(status === 'completed' && { transaction_id: '8AB12345CD678901E' }),
  };
}

function statusAt(size: number, index: number): PayoutStatus {
  if (index < FAILED) return 'failed';
  return index >= size - PENDING ? 'pending' : 'completed';
}

/**
 * Undoes a request that was answered with 201, so that each round finds the history that the one before it
 * found.
 */
export async function takeBack({ store }: World, affiliateId: string, answer: TestAnswer): Promise<void> {
  await deletePayout({ store }, answer);
  await store.db.send(
    new UpdateCommand({
      TableName: store.tables.balances,
      Key: { affiliate_id: affiliateId },
      UpdateExpression:
        'SET committed = committed - :amount, held = held - :amount, payout_count = payout_count - :one',
      ExpressionAttributeValues: { ':amount': AMOUNT, ':one': 1 },
    }),
  );
}

/** Undoes a request of the source's algorithm, which keeps no counters. */
export async function deletePayout(
  { store }: Pick<World, 'store'>,
  { status, json }: TestAnswer,
): Promise<void> {
  if (status !== 201) throw new Error(`A request was answered with ${status}.`);
  const { payout_id } = json.data.payout;
  await store.db.send(new DeleteCommand({ TableName: store.tables.payouts, Key: { payout_id } }));
}
