import { deepStrictEqual } from 'node:assert/strict';
import { buildSendPaypal } from '../functions/workers/send-paypal.ts';
import { buildSyncPaypal } from '../functions/workers/sync-paypal.ts';
import type { Simulator } from '../local/paypal/simulator.ts';
import type { SeededPayout, World } from '../testing/world.ts';
import { tellProgress } from './progress.ts';
import { figure, type Report, ratio, timed } from './report.ts';
import {
  type FastClock,
  fastClock,
  limitedPaypal,
  POSTS_PER_MINUTE,
  processOf,
  startPayouts,
} from './sender-world.ts';
import { type Reading, readShard } from './shards.ts';
import { inWorld } from './world.ts';

/**
 * How many payouts are started at once, on how many shards, whether PayPal says with a 429 when to come
 * again, and how much faster than in life time passes.
 */
export interface SenderScale {
  payouts: number;
  shards: number;
  saysWhen: boolean;
  speed: number;
}

type Scenario = Pick<SenderScale, 'shards' | 'saysWhen'>;

interface Run extends Scenario {
  minutes: number;
  refused: number;
  bySync: number;
  dead: number;
}

/** As `serverless.ts` and `deploy/streams.ts` have it. */
const READING: Reading = { batchSize: 100, retries: 5, timeoutMs: 300_000 };
const SYNC_EVERY_MS = 5 * 60_000;

const PACE_MIN = 0.75;
const REFUSED_MAX = 0.1;

/** Many payouts that are started at once, and a PayPal that takes 400 posts a minute. */
export function benchSender({ payouts, shards, saysWhen, speed }: SenderScale): Promise<Report> {
  return inWorld(async (world) => {
    return reportOf(await runScenario(world, { shards, saysWhen }, payouts, speed), payouts);
  });
}

/** A run counts only if PayPal has each payout exactly once. */
async function runScenario(world: World, scenario: Scenario, count: number, speed: number): Promise<Run> {
  const clock = fastClock(speed);
  const simulator = await limitedPaypal(clock, speed, scenario.saysWhen);
  const beganMs = clock.now();
  const payouts = await startPayouts(world, count, new Date(beganMs).toISOString());
  const isDone = () => {
    tellProgress(`${simulator.batches().length} of ${count} payouts`);
    return simulator.batches().length >= count;
  };
  const syncing = syncUntil(isDone, processOf(world, simulator, clock), clock);
  const dead = await Promise.all(
    Array.from({ length: scenario.shards }, (_, shard) => {
      const send = buildSendPaypal(processOf(world, simulator, clock));
      const onShard = payouts.filter((_payout, index) => index % scenario.shards === shard);
      return readShard(send, onShard, READING, clock);
    }),
  );
  const bySync = count - simulator.batches().length;
  await syncing;
  requireOncePosted(simulator, payouts);
  const minutes = (lastPostMs(simulator) - beganMs) / 60_000;
  const refused = simulator.calls.filter(({ on, status }) => on === 'create' && status === 429).length;
  await simulator.close();
  return { ...scenario, minutes, refused, bySync, dead: dead.reduce((sum, one) => sum + one, 0) };
}

async function syncUntil(isDone: () => boolean, process: World, clock: FastClock): Promise<void> {
  const sync = buildSyncPaypal(process);
  let next = clock.now() + SYNC_EVERY_MS;
  while (!isDone()) {
    await clock.sleep(1000);
    if (clock.now() < next) continue;
    next += SYNC_EVERY_MS;
    await sync({}, clock.contextFor(SYNC_EVERY_MS));
  }
}

function requireOncePosted(simulator: Simulator, payouts: SeededPayout[]): void {
  const headers = simulator.batches().map(({ batch_header }) => batch_header.sender_batch_header);
  const posted = headers.map(({ sender_batch_id }) => sender_batch_id);
  deepStrictEqual(posted.toSorted(), payouts.map(({ payout_id }) => payout_id).toSorted());
}

function lastPostMs(simulator: Simulator): number {
  return Math.max(...simulator.batches().map(({ batch_header }) => Date.parse(batch_header.time_created)));
}

function reportOf(run: Run, payouts: number): Report {
  const head = [
    'shards',
    '429 says when',
    'minutes',
    "to PayPal's pace",
    'refused posts, to payouts',
    'left to the sync',
    'dead letters',
  ];
  const pace = payouts / POSTS_PER_MINUTE / run.minutes;
  const row = [
    String(run.shards),
    run.saysWhen ? 'yes' : 'no',
    figure(run.minutes),
    ratio(payouts / POSTS_PER_MINUTE, run.minutes),
    ratio(run.refused, payouts),
    String(run.bySync),
    String(run.dead),
  ];
  return {
    tables: [
      { title: `${payouts} payouts started at once, ${POSTS_PER_MINUTE} posts a minute`, head, rows: [row] },
    ],
    figures: [timed("to PayPal's pace", pace, 'more')],
    promises: [
      { text: 'no record becomes a dead letter', holds: run.dead === 0 },
      {
        text: `payouts go out at ${PACE_MIN} of PayPal's pace or more`,
        holds: pace >= PACE_MIN,
      },
      {
        text: `PayPal refuses at most ${REFUSED_MAX} posts for each payout`,
        holds: run.refused <= REFUSED_MAX * payouts,
      },
    ],
  };
}
