import { strictEqual } from 'node:assert/strict';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { buildProcessPayout } from '../functions/admin/process.ts';
import { buildGetBalance } from '../functions/payouts/balance.ts';
import { buildListPayouts } from '../functions/payouts/list.ts';
import { buildRequestPayout } from '../functions/payouts/request.ts';
import { buildPaypalWebhook } from '../functions/webhooks/paypal.ts';
import { buildContinueRuns } from '../functions/workers/continue-runs.ts';
import { buildNotify } from '../functions/workers/notify.ts';
import { buildReleaseScheduled } from '../functions/workers/release-scheduled.ts';
import { buildSendPaypal } from '../functions/workers/send-paypal.ts';
import { buildSyncPaypal } from '../functions/workers/sync-paypal.ts';
import { openPaypal } from '../libs/paypal/client.ts';
import { openPace } from '../libs/paypal/pace.ts';
import { startPaypalSimulator } from '../local/paypal/server.ts';
import { call, contextOf } from '../testing/call.ts';
import { addAffiliate, type World } from '../testing/world.ts';
import { metered } from './metered.ts';

/** What something takes of the database, and how many records of the stream it makes. */
export interface Units {
  readUnits: number;
  writeUnits: number;
  records: number;
}

/** What the life of one PayPal payout takes, step by step, and what runs without any. */
export interface MonthUnits {
  /** Each step with what its records then make `notify` do. */
  steps: Record<'request' | 'start' | 'send' | 'webhook' | 'check' | 'balance' | 'list', Units>;
  mails: number;
  webhooks: number;
  /** The record as it is in the end. */
  bytes: number;
  /** One run of each schedule that finds nothing to do. */
  idle: Record<'releaseScheduled' | 'continueRuns' | 'syncPaypal', Units>;
}

const ACCOUNT = { clientId: 'client', clientSecret: 'secret', webhookId: 'WEBHOOK' };
const DAY_MS = 24 * 60 * 60_000;
const MINUTE = { remainingMs: 60_000 };

/** Takes one payout from its request to the first daily question about it, with the real functions. */
export async function unitsOfMonth(empty: World): Promise<MonthUnits> {
  const clock = { ms: Date.now() };
  const simulator = await startPaypalSimulator({ ...ACCOUNT, port: 0, delayMs: 0, now: () => clock.ms });
  const paypal = { ...ACCOUNT, baseUrl: simulator.url, postsPerMinute: 1e6 };
  const settings = { ...paypal, extraCertificateOrigins: [simulator.url] };
  let mails = 0;
  const world: World = {
    ...empty,
    settings: {
      ...empty.settings,
      paypal: settings,
      email: { from: 'payouts@example.com', adminEmail: 'admin@example.com' },
    },
    now: () => new Date(clock.ms).toISOString(),
    paypal: openPaypal(settings, undefined, openPace(1e6)),
    // SES takes everything.
    sendMail: async () => {
      mails += 1;
      return 'sent';
    },
  };
  try {
    const idle = {
      releaseScheduled: await usedBy(world, (at) => buildReleaseScheduled(at)({}, contextOf(MINUTE))),
      continueRuns: await usedBy(world, (at) => buildContinueRuns(at)({}, contextOf(MINUTE))),
      syncPaypal: await usedBy(world, (at) =>
        buildSyncPaypal(at)({ scope: 'processing' }, contextOf(MINUTE)),
      ),
    };
    const { user_id: as } = await addAffiliate(world, { payment_email: 'ada@example.com' });
    // The first request of an affiliate also opens their row.
    await expectStatus(201, call(buildRequestPayout(world), requestOf(as)));
    mails = 0;
    let payout_id = '';
    const request = await usedBy(world, async (at) => {
      const { json } = await expectStatus(201, call(buildRequestPayout(at), requestOf(as)));
      payout_id = json.data.payout.payout_id;
    });
    const change = changing(world, () => payout_id);
    const steps = {
      request: sum(request, await change.told(undefined)),
      start: await change.by((at) => expectStatus(200, call(buildProcessPayout(at), startOf(payout_id)))),
      send: await change.by((at) => buildSendPaypal(at)(recordOf(payout_id), contextOf(MINUTE))),
      webhook: await change.by(async (at) => {
        await simulator.settle();
        for (const { body } of simulator.webhooks) {
          const headers = simulator.sign(body);
          const event = { method: 'POST', path: '/webhooks/paypal', body, headers };
          await expectStatus(200, call(buildPaypalWebhook(at), event));
        }
      }),
      balance: await usedBy(world, (at) => expectStatus(200, call(buildGetBalance(at), { as }))),
      list: await usedBy(world, (at) => expectStatus(200, call(buildListPayouts(at), { as }))),
      check: await change.by((at) => {
        clock.ms += DAY_MS;
        return buildSyncPaypal(at)({ scope: 'completed' }, contextOf(MINUTE));
      }),
    };
    const record = await change.read();
    strictEqual(record?.status, 'completed');
    const bytes = JSON.stringify(record, (_, value) => (value instanceof Set ? [...value] : value)).length;
    return { steps, mails, webhooks: simulator.webhooks.length, bytes, idle };
  } finally {
    await simulator.close();
  }
}

/** What something reads and writes. */
async function usedBy(world: World, act: (at: World) => Promise<unknown>): Promise<Units> {
  const { store, usage, written } = metered(world);
  await act({ ...world, store });
  return { readUnits: usage.readUnits, writeUnits: usage.writeUnits, records: written() };
}

/** A payout that changes, and what `notify` does about each change. */
function changing(world: World, id: () => string) {
  const read = async () => {
    const Key = { payout_id: id() };
    const command = new GetCommand({ TableName: world.store.tables.payouts, Key, ConsistentRead: true });
    return (await world.store.db.send(command)).Item;
  };
  const told = async (before: Awaited<ReturnType<typeof read>>) => {
    const OldImage = before && { OldImage: marshall(before) };
    const NewImage = marshall((await read()) ?? {});
    const dynamodb = { SequenceNumber: '1', NewImage, ...OldImage };
    return usedBy(world, (at) =>
      buildNotify(at)({ Records: [{ eventName: 'MODIFY', dynamodb: dynamodb as never }] }, contextOf(MINUTE)),
    );
  };
  const by = async (act: (at: World) => Promise<unknown>) => {
    const before = await read();
    return sum(await usedBy(world, act), await told(before));
  };
  return { read, told, by };
}

function sum(one: Units, other: Units): Units {
  return {
    readUnits: one.readUnits + other.readUnits,
    writeUnits: one.writeUnits + other.writeUnits,
    records: one.records + other.records,
  };
}

function requestOf(as: string) {
  return { method: 'POST', path: '/payouts/request', as, body: { amount: 5000 } };
}

function startOf(payout_id: string) {
  return {
    method: 'POST',
    as: 'user-admin',
    admin: true,
    params: { payout_id },
    body: { action: 'start' },
  };
}

function recordOf(payout_id: string) {
  const dynamodb = { SequenceNumber: '1', Keys: { payout_id: { S: payout_id } } };
  return { Records: [{ eventName: 'MODIFY' as const, dynamodb }] };
}

async function expectStatus(status: number, answer: ReturnType<typeof call>) {
  const got = await answer;
  strictEqual(got.status, status, got.text);
  return got;
}
