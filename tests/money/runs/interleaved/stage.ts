import { BatchWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { chunksOf } from '../../../../libs/runtime/chunks.ts';
import { type Interposed, withClient } from '../../../../testing/client.ts';
import { everything } from '../../../../testing/expect.ts';
import { seedPending } from '../../../../testing/many-payouts.ts';
import { changeOf, deliver } from '../../../../testing/other-service.ts';
import type { useRail } from '../../../../testing/paypal.ts';
import type { World } from '../../../../testing/world.ts';
import { AFFILIATES, AT_ONCE, PAYOUTS } from './operations.ts';

/** PayPal, and the clock. */
export type Rail = ReturnType<typeof useRail>;

/** A run as it was made. */
export interface Draft {
  run_id: string;
  hash: string;
}

/** A process: its calls of the database go through `hook`. */
interface Process {
  world: World;
  hook: Interposed;
}

/** Where a story takes place, and what it has shown so far. */
export interface Stage {
  world: World;
  rail: Rail;
  processes: Process[];
  /** The payouts, by their places. */
  ids: string[];
  /** The runs, the latest last. */
  runs: Draft[];
  /** How many events PayPal had sent before. */
  eventsBefore: number;
  /** Each file as it was first seen, by its run. */
  files: Map<string, string[]>;
  /** The payouts that PayPal has. */
  posted: Set<string>;
  /** The history of each payout as it was last seen. */
  histories: Map<string, object[]>;
  /** The payouts that another service has put back. */
  putBack: Set<string>;
}

const ZELLE_FROM = PAYOUTS - 2;

/** The receivers decide what PayPal does; two payouts have the same receiver and the same amount. */
const RECEIVERS = ['same', 'same', 'returned+1', 'refused+1', 'plain', 'zelle', 'zelle'];
const AMOUNTS = [1010, 1010, 2001, 3070, 1999, 4019, 1000];

/** The processes that stories share, because each has connections of its own. */
export function openProcesses(world: World): Process[] {
  return Array.from({ length: AT_ONCE }, () => {
    const process: Process = { world, hook: (_, send) => send() };
    process.world = { ...world, store: withClient(world, (...call) => process.hook(...call)) };
    return process;
  });
}

/** An empty database with pending payouts only. */
export async function openStage(world: World, rail: Rail, processes: Process[]): Promise<Stage> {
  await clear(world);
  const ids = await seedPending(world, {
    payouts: PAYOUTS,
    affiliates: AFFILIATES,
    facts: (index) => ({
      amount: AMOUNTS[index],
      // What was asked for long ago would not be looked at any more.
      requested_at: new Date(rail.clock.ms + index).toISOString(),
      payment_method: index < ZELLE_FROM ? 'paypal' : 'zelle',
      payment_email: `${RECEIVERS[index]}@example.com`,
    }),
  });
  const eventsBefore = rail.simulator.webhooks.length;
  const seen = {
    files: new Map(),
    histories: new Map(),
    posted: new Set<string>(),
    putBack: new Set<string>(),
  };
  return { world, rail, processes, ids, runs: [], eventsBefore, ...seen };
}

const KEYS: Record<string, string> = { payouts: 'payout_id', runs: 'run_id' };

async function clear(world: World): Promise<void> {
  const { db, tables } = world.store;
  for (const [name, items] of Object.entries(await everything(world))) {
    const key = KEYS[name] ?? 'affiliate_id';
    for (const chunk of chunksOf(items as Record<string, unknown>[], 25)) {
      const deletes = chunk.map((item) => ({ DeleteRequest: { Key: { [key]: item[key] } } }));
      await db.send(
        new BatchWriteCommand({ RequestItems: { [tables[name as keyof typeof tables]]: deletes } }),
      );
    }
  }
}

/**
 * Another service puts a payout that is under way back to pending, and writes nothing else; the stream tells
 * of it, so that it is counted as pending. @returns whether it was under way
 */
export async function putBack(world: World, payout_id: string): Promise<boolean> {
  const { db, tables } = world.store;
  const update = new UpdateCommand({
    TableName: tables.payouts,
    Key: { payout_id },
    UpdateExpression: 'SET #status = :pending',
    ConditionExpression: '#status = :processing',
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: { ':pending': 'pending', ':processing': 'processing' },
    ReturnValues: 'ALL_OLD',
  });
  const { Attributes } = await db.send(update).catch(() => ({ Attributes: undefined }));
  if (Attributes) await deliver(world, changeOf(Attributes, { ...Attributes, status: 'pending' }));
  return Attributes !== undefined;
}

/** Another service closes an account, or opens it again. */
export async function setAccount({ store }: World, affiliate: number, status: string): Promise<void> {
  await store.db.send(
    new UpdateCommand({
      TableName: store.tables.affiliates,
      Key: { affiliate_id: `aff-many-${affiliate}` },
      UpdateExpression: 'SET #status = :status',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: { ':status': status },
    }),
  );
}
