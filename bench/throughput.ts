import { deepStrictEqual } from 'node:assert/strict';
import { startProxy } from '../simulation/proxy/server.ts';
import type { World } from '../testing/world.ts';
import { type Api, startApi } from './api.ts';
import { type Exchange, fulfil } from './load.ts';
import { type Figure, figure, type Report, ratio, type Table, timed } from './report.ts';
import { addCrowd, requireSoundMoney } from './seed-crowd.ts';
import { interleave, median, percentile } from './timing.ts';
import { inWorld } from './world.ts';

/** How many payouts each run requests, and among how many affiliates in the runs with many. */
export interface ThroughputScale {
  wishes: number;
  affiliates: number;
  connections: number[];
  rounds: number;
}

/**
 * The embedded engine never conflicts, so it is measured with a proxy before it as well, which does what AWS
 * does.
 */
const ENGINE = 'as it is';
const WITH_CONFLICTS = 'with conflicts';

interface Scenario {
  affiliates: number;
  database: typeof ENGINE | typeof WITH_CONFLICTS;
  connections: number;
}

/** One run of a scenario. */
interface Run {
  exchanges: Exchange[];
  perSecond: number;
  conflicts: number;
  retries: number;
}

/** Requests over HTTP, by one client and by many at once, for many affiliates and for one. */
export function benchThroughput(scale: ThroughputScale): Promise<Report> {
  return inWorld(async (world) => {
    const target = world.settings.store.endpoint ?? '';
    const proxy = await startProxy({ target, contention: true });
    const apis = { [ENGINE]: await startApi(target), [WITH_CONFLICTS]: await startApi(proxy.url) };
    const scenarios = scenariosOf(scale);
    const variants = scenarios.map((scenario) => ({
      sample: () => runScenario(world, apis[scenario.database], scenario, scale.wishes),
    }));
    const runs = await interleave(Object.fromEntries(variants.entries()), scale.rounds).finally(async () => {
      for (const api of Object.values(apis)) api.close();
      await proxy.close();
    });
    const all = Object.values(runs);
    return { tables: [tableOf(scenarios, all)], promises: [], figures: figuresOf(scenarios, all) };
  });
}

function scenariosOf({ affiliates, connections }: ThroughputScale): Scenario[] {
  const databases: Scenario['database'][] = [ENGINE, WITH_CONFLICTS];
  return databases.flatMap((database) =>
    [affiliates, 1].flatMap((size) =>
      connections.map((count) => ({ affiliates: size, database, connections: count })),
    ),
  );
}

/**
 * A run counts only if every request got a payout or a refusal, exactly as many payouts as could be afforded,
 * and the money is sound.
 */
async function runScenario(world: World, api: Api, scenario: Scenario, wishes: number): Promise<Run> {
  const crowd = await addCrowd(world, scenario.affiliates, wishes);
  await api.takeCounts();
  const start = performance.now();
  const exchanges = await fulfil(crowd.wishes, api.port, scenario.connections);
  const seconds = (performance.now() - start) / 1000;
  const { transactions, conflicts } = await api.takeCounts();
  const { made, refused, other } = outcomesOf(exchanges);
  deepStrictEqual([made, refused, other], [crowd.affordable, wishes - crowd.affordable, 0]);
  await requireSoundMoney(world, crowd);
  return { exchanges, perSecond: wishes / seconds, conflicts, retries: transactions - exchanges.length };
}

function outcomesOf(exchanges: Exchange[]) {
  const count = (isCounted: (exchange: Exchange) => boolean) => exchanges.filter(isCounted).length;
  const made = count(({ status }) => status === 201);
  const refused = count(({ code }) => code === 'insufficient_balance');
  const tryAgain = count(({ code }) => code === 'try_again');
  return { made, refused, tryAgain, other: exchanges.length - made - refused - tryAgain };
}

const HEAD = [
  'database',
  'affiliates',
  'connections',
  'requests/s',
  'to many by one',
  'p50 ms',
  'p99 ms',
  '201',
  'refused',
  'try_again',
  'other',
  'conflicts',
  'retries',
];

function tableOf(scenarios: Scenario[], runs: Run[][]): Table {
  const rows = speedsOf(scenarios, runs).map(({ scenario, perSecond, times }, index) => [
    ...[scenario.database, scenario.affiliates, scenario.connections].map(String),
    ...[figure(perSecond), ratio(times, 1)],
    ...countCells(runs[index] ?? []),
  ]);
  return { title: `Payouts asked for over HTTP, ${runs[0]?.length} runs`, head: HEAD, rows };
}

/** How much more connections bring, to one with as many affiliates. */
function figuresOf(scenarios: Scenario[], runs: Run[][]): Figure[] {
  const speeds = speedsOf(scenarios, runs);
  return speeds.map(({ scenario: { database, affiliates, connections }, times }) =>
    timed(`${database}, ${affiliates} affiliates, ${connections} connections, speed to one`, times, 'more'),
  );
}

/** The median speed of each scenario, also to the first one with the same database. */
function speedsOf(scenarios: Scenario[], runs: Run[][]) {
  const speeds = runs.map((ofScenario) => median(ofScenario.map(({ perSecond }) => perSecond)));
  return scenarios.map((scenario, index) => {
    const base = scenarios.findIndex(({ database }) => database === scenario.database);
    const perSecond = speeds[index] ?? 0;
    return { scenario, perSecond, times: perSecond / (speeds[base] ?? 0) };
  });
}

function countCells(runs: Run[]): string[] {
  const exchanges = runs.flatMap((run) => run.exchanges);
  const times = exchanges.map(({ ms }) => ms);
  const { made, refused, tryAgain, other } = outcomesOf(exchanges);
  const conflicts = runs.reduce((sum, run) => sum + run.conflicts, 0);
  const retries = runs.reduce((sum, run) => sum + run.retries, 0);
  return [
    ...[0.5, 0.99].map((share) => figure(percentile(times, share))),
    ...[made, refused, tryAgain, other, conflicts, retries].map(String),
  ];
}
