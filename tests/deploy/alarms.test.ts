import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { QUERIES } from '../../deploy/alarms/queries.ts';
import { METRICS, NAMESPACE } from '../../libs/runtime/metrics.ts';
import config from '../../serverless.ts';
import { stateOf } from '../../testing/alarm-state.ts';
import { alarmsIn, dashboardIn, stateAfter, type Watching, watchedBy } from './watching.ts';

type Functions = Record<string, { timeout: number; events?: object[] }>;

/** What osls takes from the configuration for each way of deploying. */
const { custom } = config as unknown as {
  custom: {
    functions: Record<'false' | 'true', Functions>;
    reference: { false: { true: Functions } };
    watching: Record<'false' | 'true', Record<'false' | 'true', Watching>>;
  };
};

const WAYS = [
  { way: 'a function for each route', functions: custom.functions.false, stack: custom.watching.false.false },
  {
    way: 'the same, with the reference page',
    functions: { ...custom.functions.false, ...custom.reference.false.true },
    stack: custom.watching.false.true,
  },
  { way: 'one function behind a URL', functions: custom.functions.true, stack: custom.watching.true.false },
];

const SHIPPED = globSync('{functions,libs}/**/*.ts').map((path) => readFileSync(path, 'utf8'));
const HEADINGS = Array.from(
  readFileSync('docs/operate.md', 'utf8')
    .replace(/.*^## Alarms$(.*?)^## .*/ms, '$1')
    .matchAll(/^### (.+)$/gm),
  ([, heading]) => heading,
);

const DAY_MS = 24 * 60 * 60_000;

describe('the metrics of the code', () => {
  it('are those of the list', () => {
    const emitted = SHIPPED.flatMap((text) =>
      Array.from(text.matchAll(/\balarm(?:Once)?\(\s*'([\w-]+)'/g), ([, name]) => name),
    );
    expect([...new Set(emitted)].sort()).toStrictEqual([...METRICS].sort());
  });
});

describe.each(WAYS)('the alarms of $way', ({ functions, stack }) => {
  const alarms = alarmsIn(stack);
  const watched = alarms.flatMap(watchedBy);
  const ofFunctions = (metric: string) =>
    watched
      .filter(({ Namespace, MetricName }) => Namespace === 'AWS/Lambda' && MetricName === metric)
      .map(({ Dimensions }) => JSON.stringify(Dimensions));
  const dimensionsOf = (names: string[]) =>
    names.map((name) => {
      const Ref = `${name[0]?.toUpperCase()}${name.slice(1)}LambdaFunction`;
      return JSON.stringify([{ Name: 'FunctionName', Value: { Ref } }]);
    });

  it('watch each metric of the code once, in this stage only, and no other one', () => {
    const ours = watched.filter(({ Namespace }) => Namespace === NAMESPACE);
    expect(ours.map(({ MetricName }) => MetricName).sort()).toStrictEqual([...METRICS].sort());
    for (const { Dimensions } of ours) {
      expect(Dimensions).toStrictEqual([{ Name: 'stage', Value: expect.stringMatching(/^.\{sls:stage\}$/) }]);
    }
  });

  it.each(['Errors', 'Throttles', 'Duration'])('watch the %s of each function once', (metric) => {
    expect(ofFunctions(metric).sort()).toStrictEqual(dimensionsOf(Object.keys(functions)).sort());
  });

  it('watch the age of each stream, and that each schedule wakes its function', () => {
    const having = (event: string) =>
      Object.keys(functions).filter((name) => functions[name]?.events?.some((each) => event in each));
    expect(ofFunctions('IteratorAge').sort()).toStrictEqual(dimensionsOf(having('stream')).sort());
    expect(ofFunctions('Invocations').sort()).toStrictEqual(dimensionsOf(having('schedule')).sort());
  });

  it('have a section each in docs/operate.md, and each section has an alarm', () => {
    const sections = alarms.map(
      ({ AlarmDescription }) => /docs\/operate\.md#([\w-]+)$/.exec(AlarmDescription)?.[1],
    );
    expect([...new Set(sections)].sort()).toStrictEqual(HEADINGS.sort());
  });

  it('have names of their own, call when they begin and when they end, and say what is wrong', () => {
    expect(new Set(alarms.map(({ AlarmName }) => AlarmName)).size).toBe(alarms.length);
    for (const { AlarmActions, OKActions, AlarmDescription } of alarms) {
      expect([AlarmActions, OKActions]).toStrictEqual([[{ Ref: 'AlarmTopic' }], [{ Ref: 'AlarmTopic' }]]);
      expect(AlarmDescription).toMatch(/^\S.{20,}[.] What to do: /);
    }
  });

  it('are within CloudWatch’s limits: ten metrics, and a day', () => {
    for (const alarm of alarms) {
      expect(watchedBy(alarm).length).toBeLessThanOrEqual(10);
      const [periodS = 0] = watchedBy(alarm).map(({ Period }) => Period);
      expect(periodS * alarm.EvaluationPeriods, alarm.AlarmName).toBeLessThanOrEqual(DAY_MS / 1000);
      expect(alarm.DatapointsToAlarm).toBeLessThanOrEqual(alarm.EvaluationPeriods);
    }
  });

  it('are quiet while nothing happens, except those that a silent schedule sets off', () => {
    const loud = Object.values(stack.Resources)
      .filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm')
      .filter((alarm) => stateOf(alarm as never, () => [], DAY_MS) === 'ALARM');
    const names = loud.map(({ Properties }) => Properties.AlarmName.replace(/^.*-not-run-/, 'not-run-'));
    expect(names.sort()).toStrictEqual([
      'not-run-continueRuns',
      'not-run-reconcile',
      'not-run-releaseScheduled',
      'not-run-sendDigest',
      'not-run-sweep',
      'not-run-syncPaypal',
    ]);
  });

  it('go off at their threshold in as many periods as they ask for, and no earlier', () => {
    for (const [id, resource] of Object.entries(stack.Resources)) {
      if (resource.Type !== 'AWS::CloudWatch::Alarm') continue;
      const { DatapointsToAlarm } = resource.Properties;
      const states = [DatapointsToAlarm - 1, DatapointsToAlarm].map((bad) => stateAfter(resource, bad));
      expect(states, id).toStrictEqual(['OK', 'ALARM']);
    }
  });

  it('go off when a worker nearly runs out of its time, and not before', () => {
    for (const [name, { timeout }] of Object.entries(functions)) {
      const [dimensions] = dimensionsOf([name]);
      const [alarm] = Object.values(stack.Resources).filter(
        ({ Type, Properties }) =>
          Type === 'AWS::CloudWatch::Alarm' &&
          watchedBy(Properties).some(
            ({ MetricName, Dimensions }) =>
              MetricName === 'Duration' && JSON.stringify(Dimensions) === dimensions,
          ),
      );
      const taking = (value: number) => stateOf(alarm as never, () => [{ at: DAY_MS - 1, value }], DAY_MS);
      expect([taking(timeout * 960), taking(timeout * 1000)], name).toStrictEqual(['OK', 'ALARM']);
    }
  });

  it('are all on the dashboard, and so is each metric of the code', () => {
    const { text, widgets } = dashboardIn(stack);
    for (const { AlarmName } of alarms) expect(text).toContain(`:alarm:${AlarmName}"`);
    const shown = widgets.flatMap(({ properties }) => properties.metrics ?? []);
    const ours = shown.filter(([namespace]) => namespace === NAMESPACE).map(([, name]) => name);
    expect(ours.sort()).toStrictEqual([...METRICS].sort());
    const questions = widgets.flatMap(({ properties }) => properties.markdown ?? []);
    expect(questions).toStrictEqual(['# Is money moving?', '# Is any stuck?', '# Is anything wrong?']);
  });

  it('have saved queries beside them, over the logs of all functions', () => {
    const saved = Object.values(stack.Resources).filter(({ Type }) => Type === 'AWS::Logs::QueryDefinition');
    expect(saved.map(({ Properties }) => Properties.QueryString)).toStrictEqual(Object.values(QUERIES));
    for (const { Properties } of saved) {
      const names = Properties.LogGroupNames.map((group: string) => group.replace(/^.*-/, ''));
      expect(names.sort()).toStrictEqual(Object.keys(functions).sort());
      // CloudWatch takes no more in one query.
      expect(names.length).toBeLessThanOrEqual(50);
    }
  });
});

describe('the saved queries', () => {
  it.each(Object.entries(QUERIES))('%s asks for events that the code logs', (_, query) => {
    const events = Array.from(query.matchAll(/event = "([\w-]+)"/g), ([, name = '']) => name);
    const text = SHIPPED.join('\n');
    for (const event of events) expect(text).toMatch(new RegExp(`log\\([^;]{1,80}'${event}'`));
  });
});
