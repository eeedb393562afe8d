import { describe, expect, it } from 'vitest';
import { alarmResources } from '../../../deploy/alarms/alarm.ts';
import { alarmsOfOurs } from '../../../deploy/alarms/our-metrics.ts';
import { METRICS, type MetricName } from '../../../libs/runtime/metrics.ts';
import { type DataOf, stateOf } from '../../../testing/alarm-state.ts';
import { metricTexts } from '../../../testing/alarms.ts';
import { type Datum, metricsIn } from '../../../testing/embedded-metrics.ts';
import { useRail } from '../../../testing/paypal.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { faultsOn } from './faults.ts';

const world = useWorld();
const rail = useRail(world);
const plant = faultsOn(world, rail);

const DAY_MS = 24 * 60 * 60_000;
const ALARMS = Object.values(alarmResources(alarmsOfOurs));

/** The alarm of a metric, as the stage `local` would have it. */
function alarmOf(name: MetricName) {
  const alarm = ALARMS.find(({ Properties }) => Properties.MetricName === name);
  if (!alarm) throw new Error(`There is no alarm for ${name}.`);
  return JSON.parse(JSON.stringify(alarm).replaceAll(/\$\{sls:stage\}/g, 'local'));
}

/** What an alarm sees of these data: those of its own metric, in all its dimensions. */
const seenIn =
  (data: Datum[]): DataOf =>
  ({ Namespace, MetricName, Dimensions }) => {
    const dimensions = JSON.stringify(Object.fromEntries(Dimensions.map(({ Name, Value }) => [Name, Value])));
    return data.filter(
      (each) =>
        each.namespace === Namespace &&
        each.name === MetricName &&
        JSON.stringify(each.dimensions) === dimensions,
    );
  };

describe('the alarm of', () => {
  // What fills a table, or moves the clock by months, comes last.
  const last: MetricName[] = ['paypal-stale', 'reconcile-unfinished'];
  const names = [...METRICS.filter((name) => !last.includes(name)), ...last];

  it.each(names)('%s goes off when its fault happens, and ends when it does not come again', async (name) => {
    const alarm = alarmOf(name);
    const periodMs = alarm.Properties.Period * 1000;
    const seen = () => seenIn(metricTexts().flatMap(metricsIn));
    expect(stateOf(alarm, seen(), Date.now() + periodMs)).toBe('OK');
    await plant[name]();
    expect(stateOf(alarm, seen(), Date.now() + periodMs)).toBe('ALARM');
    expect(stateOf(alarm, seen(), Date.now() + 2 * DAY_MS)).toBe('OK');
  });
});
