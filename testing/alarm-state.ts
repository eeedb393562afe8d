import type { AlarmResource } from '../deploy/alarms/alarm.ts';

/** A value of a metric, and when it was. */
export interface Value {
  at: number;
  value: number;
}

/** The data of a metric, by its namespace, name and dimensions. */
export type DataOf = (metric: MetricOfAlarm) => Value[];

/** A metric as a template writes it. */
export interface MetricOfAlarm {
  Namespace: string;
  MetricName: string;
  Dimensions: { Name: string; Value: unknown }[];
}

interface Query {
  MetricStat?: { Metric: MetricOfAlarm; Stat: string; Period: number };
  Expression?: string;
}

/** CloudWatch looks a little further back than it must, for values in the place of those that are missing. */
const EXTRA_PERIODS = 2;

/**
 * The state of an alarm at a moment, by CloudWatch's rules: the values of the last whole periods count; if
 * fewer are there than the alarm asks for, the missing ones are what it says they are.
 */
export function stateOf({ Properties }: AlarmResource, dataOf: DataOf, now: number): 'OK' | 'ALARM' {
  // biome-ignore lint/suspicious/noExplicitAny: the members that an alarm of either form has.
  const alarm = Properties as any;
  const present = seriesOf(alarm, dataOf, now).filter((value) => value !== undefined);
  const counted = present.slice(0, alarm.EvaluationPeriods);
  const missing = alarm.EvaluationPeriods - counted.length;
  const isBreaching = (value: number) =>
    alarm.ComparisonOperator === 'LessThanThreshold' ? value < alarm.Threshold : value >= alarm.Threshold;
  const breaching = counted.filter(isBreaching).length;
  const all = breaching + (alarm.TreatMissingData === 'breaching' ? missing : 0);
  return all >= alarm.DatapointsToAlarm ? 'ALARM' : 'OK';
}

/** The values of the last whole periods, the newest first; undefined where there is none. */
function seriesOf(
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  alarm: any,
  dataOf: DataOf,
  now: number,
): (number | undefined)[] {
  const queries: Query[] = alarm.Metrics ?? [
    { MetricStat: { Metric: alarm, Stat: alarm.Statistic ?? alarm.ExtendedStatistic, Period: alarm.Period } },
  ];
  const series = queries.flatMap(({ MetricStat }) =>
    MetricStat ? [inPeriods(dataOf(MetricStat.Metric), MetricStat, alarm.EvaluationPeriods, now)] : [],
  );
  const [first = []] = series;
  const expression = queries.find(({ Expression }) => Expression)?.Expression;
  if (!expression) return first;
  const combine = COMBINE[expression];
  if (!combine) throw new Error(`There is no rule for ${expression}.`);
  return first.map((_, index) => combine(series.map((each) => each[index] ?? 0)));
}

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

/** The expressions that alarms use: what is missing is zero, and then all metrics become one. */
const COMBINE: Record<string, (values: number[]) => number> = {
  'SUM(FILL(METRICS(), 0))': sum,
  'MAX(FILL(METRICS(), 0))': (values) => Math.max(...values),
};

const STATISTICS: Record<string, (values: number[]) => number> = {
  Sum: sum,
  Maximum: (values) => Math.max(...values),
  p99: (values) => values.toSorted((one, other) => one - other)[Math.ceil(values.length * 0.99) - 1] ?? 0,
};

function inPeriods(
  data: Value[],
  { Stat, Period }: { Stat: string; Period: number },
  periods: number,
  now: number,
): (number | undefined)[] {
  const periodMs = Period * 1000;
  const end = Math.floor(now / periodMs) * periodMs;
  return Array.from({ length: periods + EXTRA_PERIODS }, (_, index) => {
    const until = end - index * periodMs;
    const values = data.filter(({ at }) => at >= until - periodMs && at < until).map(({ value }) => value);
    return values.length > 0 ? STATISTICS[Stat]?.(values) : undefined;
  });
}
