import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildConfirmRun } from '../../../functions/admin/runs-confirm.ts';
import { buildCreateRun } from '../../../functions/admin/runs-create.ts';
import { buildGetRunFile } from '../../../functions/admin/runs-file.ts';
import type { ApiHandler } from '../../../libs/http/event.ts';
import type { RunView } from '../../../schemas/parts/run.ts';
import { eventOf, type TestRequest } from '../../../testing/call.ts';
import { recording, withClient } from '../../../testing/client.ts';
import { callExpecting, expectRefusal } from '../../../testing/expect.ts';
import { at } from '../../../testing/lifecycle.ts';
import { seedPending } from '../../../testing/many-payouts.ts';
import { TRY_AGAIN } from '../../../testing/refusals.ts';
import {
  confirm,
  confirming,
  continueRuns,
  freeze,
  freezing,
  gettingFile,
  importing,
  linesOfFile,
  paid,
  resultsOf,
  runNow,
} from '../../../testing/runs.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { countersOf, ENVIRONMENT } from '../../../testing/world.ts';

const world = useWorld();

const COUNT = 1000;
const LATER = '2026-03-01T12:01:00.000Z';
const MINUTE_MS = 60_000;

let ids: string[];
beforeAll(async () => {
  ids = await seedPending(world, { payouts: COUNT + 1, affiliates: 250 });
});

/** What a process of its own answers, and the memory that it has had. */
async function alone(request: TestRequest) {
  const { tables, endpoint } = world.settings.store;
  const names = Object.entries(tables).map(([name, table]) => [`${name.toUpperCase()}_TABLE`, table]);
  const env = { ...process.env, ...ENVIRONMENT, ...Object.fromEntries(names), DYNAMODB_ENDPOINT: endpoint };
  const child = spawn(process.execPath, ['testing/call-alone.ts'], { env });
  child.stdin.end(JSON.stringify(eventOf(request)));
  const [output] = await Promise.all([text(child.stdout), once(child, 'close')]);
  return JSON.parse(output.split('\n').at(-1) ?? '');
}

const statusesIn = ({ payouts }: RunView) => new Set(payouts.map(({ status }) => status));

describe('a run of 1000 payouts', () => {
  let run: RunView;

  it('has the oldest 1000, and says that there are more', async () => {
    const { json } = await callExpecting(201, buildCreateRun(world), freezing({ form: 'paypal_csv' }));
    run = json.data.run;
    expect(json.data.has_more).toBe(true);
    expect(run.payouts.map(({ payout_id }) => payout_id)).toStrictEqual(ids.slice(0, COUNT));
    expect([run.count, run.total_amount]).toStrictEqual([COUNT, 1000 * COUNT + (COUNT * (COUNT - 1)) / 2]);
  });

  it('can be named one by one, and is the same then', async () => {
    const named = await freeze(world, { form: 'paypal_csv', payout_ids: ids.slice(0, COUNT).reverse() });
    expect(named.hash).toBe(run.hash);
  });

  it('is started as far as the time of the call reaches, and has no file before the end', async () => {
    let writes = 0;
    const store = withClient(world, (name, send) => {
      if (name === 'TransactWriteItemsCommand') writes++;
      return send();
    });
    const confirmRun = buildConfirmRun({ ...world, store });
    // Its time is over after 400 writes.
    const cutShort: ApiHandler = (event, context) =>
      confirmRun(event, { ...context, getRemainingTimeInMillis: () => (writes < 400 ? 29_000 : 1000) });
    const handler = Object.assign(cutShort, { route: confirmRun.route });
    const { json } = await callExpecting(200, handler, confirming(run.run_id, { hash: run.hash }));
    expect(json.data.run).toMatchObject({ status: 'confirmed', started_at: null, count: COUNT });
    expect(statusesIn(json.data.run)).toStrictEqual(new Set(['processing', 'pending']));
    const busy = { ...TRY_AGAIN, headers: { 'retry-after': '1' } };
    await expectRefusal(world, buildGetRunFile(world), gettingFile(run.run_id), busy);
  });

  it('is finished by the worker, a part at a time', async () => {
    let rounds = 0;
    for (
      let now = Date.parse(LATER);
      (await runNow(world, run.run_id)).started_at === null;
      now += MINUTE_MS
    ) {
      expect(await continueRuns(at(world, new Date(now).toISOString()), 14_000)).toMatchObject({ failed: 0 });
      expect(++rounds).toBeLessThan(50);
    }
    const started = await runNow(world, run.run_id);
    expect(started).toMatchObject({
      status: 'confirmed',
      count: COUNT,
      total_amount: run.total_amount,
      left_out: [],
    });
    expect(statusesIn(started)).toStrictEqual(new Set(['processing']));
    const counted = await countersOf(world, 'aff-many-0');
    expect(counted?.paid).toBe(0);
  });

  it('has a file whose sum is that of the run', async () => {
    const lines = await linesOfFile(world, run.run_id);
    const cents = lines.map((line) => Number(line.split(',')[1]?.replace('.', '')));
    expect(lines).toHaveLength(COUNT);
    expect(cents.reduce((sum, each) => sum + each, 0)).toBe(run.total_amount);
  });

  it('takes 5000 lines of results in one call, within 512 MB, and the answer fits into Lambda’s 6 MB', async () => {
    const each = run.payouts.map(({ file_id, payout_id }, index) => [
      paid(file_id, `T-${index}`),
      paid(payout_id, `T-${index}`),
    ]);
    const none = Array.from({ length: 3000 }, (_, index) => paid(`none-${index}`));
    const csv = resultsOf(...each.flat(), ...none);
    const { statusCode, body, megabytes } = await alone(importing(run.run_id, csv));
    expect({ statusCode, ...(statusCode !== 200 && { body }) }).toStrictEqual({ statusCode: 200 });
    expect(megabytes).toBeLessThan(512);
    const report = JSON.parse(body).data;
    expect(report).toMatchObject({ succeeded: 2 * COUNT, failed: 3000 });
    expect(report.unmatched).toHaveLength(3000);
    expect(body.length).toBeLessThan(6_000_000);
    const done = await runNow(world, run.run_id);
    expect(done.status).toBe('done');
    expect(statusesIn(done)).toStrictEqual(new Set(['completed']));
  });
});

describe('1000 payouts of 1000 affiliates', () => {
  it('are started in one call', async () => {
    await seedPending(world, {
      payouts: COUNT,
      affiliates: COUNT,
      facts: () => ({ payment_method: 'zelle' }),
    });
    const run = await freeze(world, { form: 'zelle_csv' });
    const { store, sent } = recording(world);
    const started = await confirm({ ...world, store }, run);
    expect(started).toMatchObject({ count: COUNT, left_out: [] });
    expect(started.started_at).not.toBeNull();
    const writes = sent.filter((name) => name === 'TransactWriteItemsCommand');
    // The confirmation, each start, its conclusion, and when to look next.
    expect(writes).toHaveLength(COUNT + 3);
    expect(sent.filter((name) => name === 'GetItemCommand').length).toBeLessThanOrEqual(2 * COUNT + 10);
  });
});
