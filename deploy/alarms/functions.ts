import { WAKES } from '../shadow.ts';
import type { AlarmSpec, Metric } from './alarm.ts';
import { type Functions, type Group, groupsOf, runsByItself } from './groups.ts';
import { functionId } from './names.ts';

const FIVE_MINUTES_S = 300;

/** By reference, so that an alarm cannot outlive its function. */
const metricOf = (name: string, MetricName: string, Statistic: Metric['Statistic'] = 'Sum'): Metric => ({
  Namespace: 'AWS/Lambda',
  MetricName,
  Dimensions: { FunctionName: { Ref: functionId(name) } },
  Statistic,
});

/** Errors, throttles and the duration of each function; the age of its stream; whether it runs at all. */
export function alarmsOfFunctions(functions: Functions): AlarmSpec[] {
  const groups = groupsOf(functions);
  const throttled = groupsOf(uniform(functions), (name) => throttledWith(name, functions, groups));
  const own = Object.entries(functions);
  return [
    ...groups.map(errors),
    ...groups.map(duration),
    ...throttled.map(throttles),
    ...own.filter(([, { events = [] }]) => events.some(({ stream }) => stream)).map(([name]) => age(name)),
    ...own.flatMap(([name, { events = [] }]) => {
      const [rate] = events.flatMap(({ schedule }) => schedule?.rate ?? []);
      return rate ? [notRun(name, rate)] : [];
    }),
  ];
}

/**
 * A handler answers every fault that it knows, so what Lambda counts is a crash, a time-out, or a worker that
 * ended with an error on purpose: one is enough.
 */
const errors = ({ name, functions }: Group): AlarmSpec => ({
  section: 'function-errors',
  of: name,
  says: `A function of ${name} ended with an error.`,
  metrics: functions.map((each) => metricOf(each, 'Errors')),
  periodS: FIVE_MINUTES_S,
  threshold: 1,
  // Of two, because the data of the last period may come late, and counts as zero until then.
  periods: 2,
  breaching: 1,
});

/**
 * Workers that go through a table stop by themselves ten seconds or more before their time is up. One that
 * is within 3% of it did not manage to, and the next one may be cut off.
 */
const duration = ({ name, functions, timeout }: Group): AlarmSpec => ({
  section: 'function-duration',
  of: name,
  says: `A function of ${name} nearly ran out of its ${timeout} seconds.`,
  metrics: functions.map((each) => metricOf(each, 'Duration', 'Maximum')),
  combine: 'MAX',
  periodS: FIVE_MINUTES_S,
  threshold: Math.floor(timeout * 970),
  periods: 2,
  breaching: 1,
});

/** Whoever calls gets an error, and no retry of ours helps: one is too many. Workers are woken again. */
const throttles = ({ name, functions }: Group): AlarmSpec => ({
  section: 'function-throttles',
  of: name,
  says: `Lambda throttled a function of ${name}.`,
  metrics: functions.map((each) => metricOf(each, 'Throttles')),
  periodS: FIVE_MINUTES_S,
  threshold: 1,
  periods: 2,
  breaching: 1,
});

/**
 * The sync takes a payout over ten minutes after its start, and Lambda tries a record for about as long. A
 * quarter of an hour is what neither explains; the stream forgets after 24 hours.
 */
const age = (name: string): AlarmSpec => ({
  section: 'stream-age',
  of: name,
  says: `${name} is a quarter of an hour behind the stream.`,
  metrics: [metricOf(name, 'IteratorAge', 'Maximum')],
  periodS: FIVE_MINUTES_S,
  threshold: 15 * 60_000,
});

/**
 * A schedule that has missed several turns is not late, it is off; a daily one is told of when its day is
 * over. A shadow's schedules are off on purpose, so there nobody is called.
 */
const notRun = (name: string, rate: string): AlarmSpec => ({
  section: 'not-run',
  of: name,
  says: `${name} has not run when it should have.`,
  metrics: [metricOf(name, 'Invocations')],
  ...turnsOf(rate),
  threshold: 1,
  below: true,
  missing: 'breaching',
  calls: WAKES,
});

/**
 * What runs each minute may be missing for ten minutes, what runs every five for half an hour, what runs
 * every fifteen for a whole one, and what runs each hour for three: invocations are counted some minutes
 * late. CloudWatch looks back a day at most.
 */
function turnsOf(rate: string): { periodS: number; periods: number } {
  if (rate === 'rate(1 minute)') return { periodS: 300, periods: 2 };
  if (rate === 'rate(5 minutes)') return { periodS: 900, periods: 2 };
  if (rate === 'rate(15 minutes)') return { periodS: 1800, periods: 2 };
  const isHourly = /^cron\(\d+ \* /.test(rate);
  return { periodS: 3600, periods: isHourly ? 3 : 24 };
}

/** Throttling is about the account and not about a function: what runs by itself shares one alarm. */
function throttledWith(name: string, functions: Functions, groups: readonly Group[]): string {
  const definition = functions[name];
  if (definition && runsByItself(definition)) return 'background';
  return groups.find((group) => group.functions.includes(name))?.name ?? name;
}

/** Throttling does not depend on how long a function may take. */
function uniform(functions: Functions): Functions {
  return Object.fromEntries(Object.entries(functions).map(([name, each]) => [name, { ...each, timeout: 0 }]));
}
