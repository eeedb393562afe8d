import { describe, expect, it, vi } from 'vitest';
import { alarm, log, withLogFields } from '../../../libs/runtime/log.ts';
import { stateOf } from '../../../testing/alarm-state.ts';
import { metricTexts } from '../../../testing/alarms.ts';
import { metricsIn } from '../../../testing/embedded-metrics.ts';
import { logLines } from '../../../testing/log-lines.ts';

const PERIOD_MS = 60_000;
const NOW = 100 * PERIOD_MS;

/** An alarm that asks for so many of so many values of 10 or more. */
const alarmOver = (breaching: number, periods: number, TreatMissingData: string, extra: object = {}) => ({
  Type: 'AWS::CloudWatch::Alarm' as const,
  Properties: {
    AlarmName: '',
    AlarmDescription: '',
    Namespace: 'N',
    MetricName: 'M',
    Dimensions: [],
    Statistic: 'Sum',
    Period: PERIOD_MS / 1000,
    Threshold: 10,
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    DatapointsToAlarm: breaching,
    EvaluationPeriods: periods,
    TreatMissingData,
    ...extra,
  },
});

/** Values of the last periods, the oldest first: X breaches, 0 does not, - is missing. */
const dataOf = (picture: string) =>
  picture.split(' ').flatMap((each, index, all) => {
    const at = NOW - (all.length - index) * PERIOD_MS;
    return each === '-' ? [] : [{ at, value: each === 'X' ? 10 : 9 }];
  });

describe('the state of an alarm, as CloudWatch’s manual tells it', () => {
  it.each([
    [3, 3, '0 - X - X', 'OK', 'OK'],
    [3, 3, '- - - - 0', 'OK', 'OK'],
    [3, 3, '- - - - -', 'ALARM', 'OK'],
    [3, 3, '0 X X - X', 'ALARM', 'ALARM'],
    [3, 3, '- - X - -', 'ALARM', 'OK'],
    [2, 3, '0 - X - X', 'ALARM', 'ALARM'],
    [2, 3, '0 0 X 0 X', 'ALARM', 'ALARM'],
    [2, 3, '0 - X - -', 'ALARM', 'OK'],
    [2, 3, '- - - - 0', 'ALARM', 'OK'],
    [2, 3, '- - - - X', 'ALARM', 'OK'],
  ])('%i of %i, and %s: %s if missing is breaching, else %s', (breaching, periods, picture, bad, good) => {
    const states = ['breaching', 'notBreaching'].map((missing) =>
      stateOf(alarmOver(breaching, periods, missing), () => dataOf(picture), NOW),
    );
    expect(states).toStrictEqual([bad, good]);
  });

  it('adds up what is in one period, and does not count what is not over yet', () => {
    const values = [NOW - 2, NOW - 1].map((at) => ({ at, value: 5 }));
    const alarmOfOne = alarmOver(1, 1, 'notBreaching');
    expect(stateOf(alarmOfOne, () => values, NOW)).toBe('ALARM');
    expect(stateOf(alarmOfOne, () => values, NOW - 1)).toBe('OK');
  });
});

describe('the line of a metric', () => {
  const written = (fields: object) => {
    alarm('paypal-blocked', { ...fields });
    return metricTexts().at(-1) ?? '';
  };

  it('is within the format, also in a call with fields of its own', () => {
    const text = withLogFields({ requestId: 'r-1' }, () => written({ count: 2 }));
    expect(metricsIn(text)).toStrictEqual([
      {
        namespace: 'AffiliatePayouts',
        name: 'paypal-blocked',
        dimensions: { stage: 'local' },
        at: expect.any(Number),
        value: 1,
      },
    ]);
    expect(JSON.parse(text)).toMatchObject({ level: 'error', event: 'paypal-blocked', requestId: 'r-1' });
  });

  it('names the stage, so that two in one account have alarms of their own', () => {
    const stageIf = (STAGE: string) => {
      vi.stubEnv('STAGE', STAGE);
      return metricsIn(written({}))[0]?.dimensions;
    };
    expect(['prod', ''].map(stageIf)).toStrictEqual([{ stage: 'prod' }, { stage: 'local' }]);
    vi.unstubAllEnvs();
  });

  it('stays an event of the log, however many payouts it names and however long their ids are', () => {
    const ids = Array.from({ length: 5000 }, () => 'x'.repeat(2048));
    expect(metricsIn(written({ uncounted: ids, unreadable: ids, unknown: ids }))).toHaveLength(1);
  });

  it('says nothing that the metric would be lost by', () => {
    const text = written({ 'paypal-blocked': 'many', stage: 7, _aws: 1 });
    expect(metricsIn(text)).toMatchObject([{ value: 1, dimensions: { stage: 'local' } }]);
  });
});

describe('the line of a fault', () => {
  it('has no address in its stack, and the paths of its packages as they are', () => {
    const place = 'at /var/task/node_modules/@aws-sdk/client.js:1';
    log('error', 'fault', { stack: `Error: to ada@example.com and ada+pay-1@example.com ${place}` });
    expect(logLines('error').at(-1)?.stack).toBe(`Error: to [address] and [address] ${place}`);
  });
});
