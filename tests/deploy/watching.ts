import { isDeepStrictEqual } from 'node:util';
import type { AlarmResource } from '../../deploy/alarms/alarm.ts';
import { type MetricOfAlarm, stateOf } from '../../testing/alarm-state.ts';
import { ofType, type Resource, type Template } from './template.ts';

/** What watches a stack: alarms, a dashboard and saved queries among other resources. */
export interface Watching {
  Resources: Record<string, Resource>;
}

/** A metric that an alarm watches. */
export interface Watched {
  Namespace: string;
  MetricName: string;
  Dimensions: { Name: string; Value: unknown }[];
  Period: number;
}

/** The properties of the alarms. */
export function alarmsIn({ Resources }: Watching): Resource['Properties'][] {
  const alarms = Object.values(Resources).filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm');
  return alarms.map(({ Properties }) => Properties);
}

/** The metrics that an alarm of either form watches. */
export function watchedBy(alarm: Resource['Properties']): Watched[] {
  if (!alarm.Metrics) return [alarm];
  return alarm.Metrics.flatMap(({ MetricStat }: { MetricStat?: { Metric: Watched; Period: number } }) =>
    MetricStat ? [{ ...MetricStat.Metric, Period: MetricStat.Period }] : [],
  );
}

/** The state of an alarm when one of its metrics has been at the threshold in so many of its periods. */
export function stateAfter({ Type, Properties }: Resource, badPeriods: number): 'OK' | 'ALARM' {
  const { Threshold, ComparisonOperator, EvaluationPeriods } = Properties;
  const isBelow = ComparisonOperator === 'LessThanThreshold';
  const [bad, good] = isBelow ? [Threshold - 1, Threshold] : [Threshold, Threshold - 1];
  const [first] = watchedBy(Properties);
  const periodMs = (first?.Period ?? 0) * 1000;
  const now = EvaluationPeriods * periodMs * 10;
  const values = Array.from({ length: EvaluationPeriods }, (_, index) => ({
    at: now - index * periodMs - 1,
    value: index < badPeriods ? bad : good,
  }));
  const isFirst = ({ MetricName, Dimensions }: MetricOfAlarm) =>
    isDeepStrictEqual([MetricName, Dimensions], [first?.MetricName, first?.Dimensions]);
  const alarm = { Type, Properties } as AlarmResource;
  return stateOf(alarm, (metric) => (isFirst(metric) ? values : []), now);
}

interface Widget {
  properties: { metrics?: [string, string, ...unknown[]][]; markdown?: string; query?: string };
}

/** The dashboard, as text and as what it shows. */
export function dashboardIn({ Resources }: Watching): { text: string; widgets: Widget[] } {
  const [dashboard] = Object.values(Resources).filter(({ Type }) => Type === 'AWS::CloudWatch::Dashboard');
  const text = dashboard?.Properties.DashboardBody['Fn::Sub'];
  return { text, widgets: JSON.parse(text).widgets };
}

const WATCHERS = ['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::Dashboard', 'AWS::Logs::QueryDefinition'];

/** What alarms, dashboard and queries of a template name that the template does not make. */
export function danglingIn(template: Template): string[] {
  const watchers = WATCHERS.flatMap((type) => ofType(template, type));
  if (watchers.length < WATCHERS.length) throw new Error('Nothing watches this stack.');
  const made = new Set([
    ...Object.keys(template.Resources).filter((name) => isMade(template, name)),
    ...ofType(template, 'AWS::Logs::LogGroup').map(({ Properties }) => Properties.LogGroupName),
    ...ofType(template, 'AWS::Lambda::Function').map(({ Properties }) => Properties.FunctionName),
  ]);
  const named = watchers.flatMap(({ Properties }) => namesIn(Properties));
  return [...new Set(named)].filter((name) => !made.has(name));
}

function isMade(template: Template, name: string): boolean {
  const resource = template.Resources[name];
  return resource !== undefined && ofType(template, resource.Type).includes(resource);
}

/** References, log groups and functions, and variables that nobody has resolved. */
const NAME = /\$\{(?!AWS::)([^.}]+)[.}]|'?(\/aws\/lambda\/[\w-]+)|FunctionName",\s*"([\w-]+)"/g;

function namesIn(value: unknown): string[] {
  if (typeof value === 'string') {
    return Array.from(value.matchAll(NAME), ([, reference, group, name]) => reference ?? group ?? name ?? '');
  }
  if (typeof value !== 'object' || value === null) return [];
  const { Ref, 'Fn::GetAtt': attribute } = value as { Ref?: string; 'Fn::GetAtt'?: string[] };
  return [Ref ?? [], attribute?.[0] ?? [], ...Object.values(value).map(namesIn)].flat();
}
