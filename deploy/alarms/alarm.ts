import { pascal } from './names.ts';

/** A metric of CloudWatch, as an alarm reads it. */
export interface Metric {
  Namespace: string;
  MetricName: string;
  Dimensions: Record<string, unknown>;
  Statistic: 'Sum' | 'Maximum' | 'p99';
}

/** When a person is called, and to what. */
export interface AlarmSpec {
  /** Its section in `docs/operate.md`, and its name. */
  section: string;
  /** What it is about, if several alarms share a section. */
  of?: string;
  /** What is wrong, in a sentence. */
  says: string;
  /** One, or up to ten that are added up, or of which the highest counts. */
  metrics: Metric[];
  combine?: 'SUM' | 'MAX';
  periodS: number;
  /** It goes off at this value and above; with `below`, under it. */
  threshold: number;
  below?: true;
  /** In how many of the last periods; in one of one, if nothing else is said. */
  breaching?: number;
  periods?: number;
  /** What no data means: nothing happened, or what must happen did not. */
  missing?: 'notBreaching' | 'breaching';
  /** Whether it calls anyone; it always does, if nothing else is said. */
  calls?: string;
}

export interface AlarmResource {
  Type: 'AWS::CloudWatch::Alarm';
  Properties: Record<string, unknown> & { AlarmName: string; AlarmDescription: string };
}

/** CloudWatch takes no more metrics in one alarm. */
const METRICS_MAX = 10;

/** The topic that every alarm tells, of its beginning and of its end. */
const TOPIC = { Ref: 'AlarmTopic' };

/** The alarms of a stack, by their logical ids. */
export function alarmResources(specs: readonly AlarmSpec[]): Record<string, AlarmResource> {
  return Object.fromEntries(specs.map((spec) => [`${pascal(nameOf(spec))}Alarm`, toResource(spec)]));
}

/** The name of an alarm, without that of the stack. */
export function nameOf({ section, of }: AlarmSpec): string {
  return of ? `${section}-${of}` : section;
}

/** Where the alarms of a stack are, by name: `dev` and `prod` may be in one account. */
export const PREFIX = '${self:service}-${sls:stage}-';

function toResource(spec: AlarmSpec): AlarmResource {
  const { section, says, threshold, below, periods = 1, breaching = periods } = spec;
  return {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      AlarmName: `${PREFIX}${nameOf(spec)}`,
      AlarmDescription: `${says} What to do: docs/operate.md#${section}`,
      ...watched(spec),
      Threshold: threshold,
      ComparisonOperator: below ? 'LessThanThreshold' : 'GreaterThanOrEqualToThreshold',
      EvaluationPeriods: periods,
      DatapointsToAlarm: breaching,
      TreatMissingData: spec.missing ?? 'notBreaching',
      ...(spec.calls && { ActionsEnabled: spec.calls }),
      AlarmActions: [TOPIC],
      OKActions: [TOPIC],
    },
  };
}

function watched({ section, metrics, combine = 'SUM', periodS }: AlarmSpec): object {
  const [only, ...others] = metrics.map((metric) => ({
    ...metric,
    Dimensions: Object.entries(metric.Dimensions).map(([Name, Value]) => ({ Name, Value })),
  }));
  if (!only || others.length >= METRICS_MAX) throw new Error(`${section} must watch 1 to 10 metrics.`);
  if (others.length === 0) {
    const { Statistic, ...metric } = only;
    const by = Statistic === 'p99' ? { ExtendedStatistic: Statistic } : { Statistic };
    return { ...metric, ...by, Period: periodS };
  }
  const queries = [only, ...others].map(({ Statistic, ...Metric }, index) => ({
    Id: `m${index}`,
    MetricStat: { Metric, Stat: Statistic, Period: periodS },
    ReturnData: false,
  }));
  // A function that nobody calls has no data, and must not hide the others.
  const Expression = `${combine}(FILL(METRICS(), 0))`;
  return { Metrics: [...queries, { Id: 'all', Expression, Label: section, ReturnData: true }] };
}
