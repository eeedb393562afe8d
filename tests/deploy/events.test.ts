import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { buildSyncPaypal } from '../../functions/workers/sync-paypal.ts';
import type { Payout } from '../../libs/payouts/payout.ts';
import { segmentAt } from '../../libs/payouts/reconciliation.ts';
import { contextOf } from '../../testing/call.ts';
import { oldPayout, payoutThatIs } from '../../testing/lifecycle.ts';
import { changeOf, type Item, storedPayout } from '../../testing/other-service.ts';
import { read, send, startedPayout, useRail } from '../../testing/paypal.ts';
import { FUNCTIONS } from '../../testing/roles/grants.ts';
import { useWorld } from '../../testing/use-world.ts';

const world = useWorld();
const rail = useRail(world);

const WORKERS = Object.entries(FUNCTIONS).map(([name, { handler, events = [], timeout }]) => ({
  name,
  timeout,
  source: readFileSync(handler.replace(/\.handler$/, '.ts'), 'utf8'),
  streams: events.flatMap(({ stream }) => stream ?? []),
  schedules: events.flatMap(({ schedule }) => schedule ?? []),
}));

const FED = WORKERS.filter(({ streams }) => streams.length > 0);
const SCHEDULED = WORKERS.filter(({ schedules }) => schedules.length > 0);

describe('what the stream feeds', () => {
  it('is each function that answers which records failed, and no other one', () => {
    const answering = WORKERS.filter(({ source }) => source.includes('eachRecord('));
    expect(FED.map(({ name }) => name)).toStrictEqual(answering.map(({ name }) => name));
  });

  it('is no more than two functions, which DynamoDB allows to read a stream', () => {
    expect(FED).toHaveLength(2);
  });

  it.each(FED)(
    '$name is asked which records failed, and they come again, and are not lost',
    ({ streams }) => {
      for (const stream of streams) {
        expect(stream).toMatchObject({
          type: 'dynamodb',
          functionResponseType: 'ReportBatchItemFailures',
          bisectBatchOnFunctionError: true,
          destinations: { onFailure: { type: 'sqs', arn: { 'Fn::GetAtt': ['DeadLetters', 'Arn'] } } },
          // From the beginning: what is written before the function is there is not skipped.
          startingPosition: 'TRIM_HORIZON',
        });
        expect(stream.maximumRetryAttempts).toBeGreaterThanOrEqual(3);
        // A stream forgets after a day. Without a bound, one bad record would hold up all others until then.
        expect(stream.maximumRetryAttempts).toBeLessThanOrEqual(10);
      }
    },
  );
});

/** Whether a filter lets a record pass: a list has the values, an object the members that must be there. */
function fits(pattern: unknown, value: unknown): boolean {
  if (Array.isArray(pattern)) return pattern.includes(value);
  const members = (value ?? {}) as Record<string, unknown>;
  return Object.entries(pattern as object).every(([name, each]) => fits(each, members[name]));
}

const wakes = (name: string, record: object): boolean =>
  FED.filter((worker) => worker.name === name)
    .flatMap(({ streams }) => streams.flatMap(({ filterPatterns }) => filterPatterns))
    .some((pattern) => fits(pattern, record));

const stored = async (payout_id: string) => (await storedPayout(world, payout_id)) as Item;

describe('the stream wakes', () => {
  it('sendPaypal when a payout that PayPal pays is started, and not when it changes after that', async () => {
    const payout = await startedPayout(world);
    const started = await stored(payout.payout_id);
    const pending = { ...started, status: 'pending', rail: undefined };
    expect(wakes('sendPaypal', changeOf(pending, started))).toBe(true);
    await send(world, payout);
    const sent = await stored(payout.payout_id);
    expect(sent).not.toStrictEqual(started);
    expect(wakes('sendPaypal', changeOf(started, sent))).toBe(false);
  });

  it('sendPaypal not when a payout is asked for, or paid by hand', async () => {
    const { payout_id } = await payoutThatIs(world, 'pending');
    const pending = await stored(payout_id);
    expect(wakes('sendPaypal', changeOf(undefined, pending))).toBe(false);
    const byHand = await payoutThatIs({ ...world, paypal: undefined } as never, 'processing');
    expect(wakes('sendPaypal', changeOf(pending, await stored(byHand.payout_id)))).toBe(false);
  });

  it('notify when a payout is made or changed, by whomever, and not when one is deleted', async () => {
    const { payout_id } = await oldPayout(world);
    const payout = await stored(payout_id);
    expect(wakes('notify', changeOf(undefined, payout))).toBe(true);
    expect(wakes('notify', changeOf({ ...payout, status: 'failed' }, payout))).toBe(true);
    expect(wakes('notify', { ...changeOf(undefined, payout), eventName: 'REMOVE' })).toBe(false);
  });
});

/** How docs/operate.md says when a schedule wakes its function. */
const IN_WORDS: Record<string, string> = {
  'rate(1 minute)': 'every minute',
  'rate(5 minutes)': 'every five minutes',
  'rate(15 minutes)': 'every quarter of an hour',
  'rate(1 hour)': 'every hour',
  'cron(30 * * * ? *)': 'every hour',
  'cron(0 6,7,8 * * ? *)': 'every day at 6:00 UTC, and at 7:00 and 8:00 if that failed',
};

describe('the schedules', () => {
  it('are those of docs/operate.md', () => {
    const [, section = ''] =
      /^## What runs by itself\n(.*?)^## /ms.exec(readFileSync('docs/operate.md', 'utf8')) ?? [];
    const told = Array.from(section.matchAll(/^\| `(\w+)` \| (every [^|]+) \|/gm), ([, ...row]) =>
      row.join(' '),
    );
    const set = SCHEDULED.flatMap(({ name, schedules }) =>
      schedules.flatMap(({ rate }) => rate.map((each: string) => `${name} ${IN_WORDS[each]}`)),
    );
    expect(set.sort()).toStrictEqual(told.sort());
  });

  it('by a rate leave a run the time that it may take', () => {
    const unit: Record<string, number> = { minute: 60, hour: 3600 };
    for (const { name, timeout, schedules } of SCHEDULED) {
      for (const rate of schedules.flatMap((schedule) => schedule.rate)) {
        const [, count, each = ''] = /^rate\((\d+) (minute|hour)s?\)$/.exec(rate) ?? [];
        if (count) expect(timeout, name).toBeLessThanOrEqual(Number(count) * (unit[each] ?? 0));
      }
    }
  });

  it('of reconcile looks at each part of the table once a day', () => {
    const [rate] = SCHEDULED.flatMap(({ name, schedules }) =>
      name === 'reconcile' ? schedules[0].rate : [],
    );
    const [, minute] = /^cron\((\d+) \* \* \* \? \*\)$/.exec(rate) ?? [];
    const hours = Array.from(
      { length: 24 },
      (_, hour) => new Date(Date.UTC(2026, 2, 1, hour, Number(minute))),
    );
    expect(new Set(hours.map((hour) => segmentAt(hour.toISOString()))).size).toBe(24);
  });
});

describe('the sync', () => {
  const inputOf = (rate: string) =>
    SCHEDULED.filter(({ name }) => name === 'syncPaypal')
      .flatMap(({ schedules }) => schedules)
      .find((schedule) => schedule.rate.includes(rate)).input;
  const runAt = (rate: string) => buildSyncPaypal(world)(inputOf(rate), contextOf({ remainingMs: 60_000 }));
  const isAsked = async (payout: Payout) => (await read(world, payout))?.provider?.checked_at === world.now();

  it('asks every five minutes about what is processing, and every hour about what is completed', async () => {
    const [completed, processing] = [await startedPayout(world), await startedPayout(world)];
    await send(world, completed);
    await rail.simulator.settle();
    rail.clock.ms += 11 * 60_000;
    await runAt('rate(5 minutes)');
    expect(await read(world, completed)).toMatchObject({ status: 'completed' });
    await send(world, processing);
    rail.clock.ms += 24 * 60 * 60_000;
    await runAt('rate(1 hour)');
    expect([await isAsked(completed), await isAsked(processing)]).toStrictEqual([true, false]);
    rail.clock.ms += 60_000;
    await runAt('rate(5 minutes)');
    expect([await isAsked(completed), await isAsked(processing)]).toStrictEqual([false, true]);
  });
});
