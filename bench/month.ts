import { watching } from '../deploy/alarms.ts';
import { METRICS } from '../libs/runtime/metrics.ts';
import serverless from '../serverless.ts';
import { type Fixed, monthlyCost } from './month-cost.ts';
import { type MonthUnits, unitsOfMonth } from './month-units.ts';
import { counted, figure, type Report } from './report.ts';
import { inWorld } from './world.ts';

const PAYOUTS = [1000, 100_000, 10_000_000];

/** What a month costs on AWS at several sizes, from the units that one payout's life takes here. */
export function benchMonth(): Promise<Report> {
  return inWorld(async (world) => {
    const units = await unitsOfMonth(world);
    const columns = PAYOUTS.map((payouts) => monthlyCost(payouts, units, fixedOf()));
    const services = Object.keys(columns[0] ?? {});
    const sums = columns.map((column) => Object.values(column).reduce((sum, usd) => sum + usd, 0));
    const rows = services.map((service) => [service, ...columns.map((column) => usd(column[service] ?? 0))]);
    const perPayout = sums.map((sum, index) => figure((sum / (PAYOUTS[index] ?? 1)) * 100));
    return {
      tables: [
        { title: 'What one PayPal payout takes', head: UNITS_HEAD, rows: rowsOf(units) },
        {
          title: 'USD a month',
          head: ['payouts a month', ...PAYOUTS.map((payouts) => payouts.toLocaleString('en-US'))],
          rows: [...rows, ['together', ...sums.map(usd)], ['cents for a payout', ...perPayout]],
        },
      ],
      promises: [],
      figures: Object.entries(units.steps).flatMap(([step, { readUnits, writeUnits, records }]) => [
        counted(`${step}, read units`, readUnits),
        counted(`${step}, write units`, writeUnits),
        counted(`${step}, stream records`, records),
      ]),
    };
  });
}

const UNITS_HEAD = ['step, with its letters', 'read units', 'write units', 'stream records'];

function rowsOf({ steps, idle }: MonthUnits): string[][] {
  const named = { ...steps, ...Object.fromEntries(Object.entries(idle).map(idleRow)) };
  return Object.entries(named).map(([step, { readUnits, writeUnits, records }]) => [
    step,
    ...[readUnits, writeUnits, records].map(String),
  ]);
}

function idleRow([name, units]: [string, MonthUnits['idle']['syncPaypal']]): [string, typeof units] {
  return [`${name}, with nothing to do`, units];
}

interface Resource {
  Type: string;
  Properties: { Metrics?: { MetricStat?: object }[] };
}

/** An alarm costs by the metrics that it looks at; our own metrics cost while they are written. */
function fixedOf(): Fixed {
  const { functions } = serverless.custom as unknown as {
    functions: { false: Parameters<typeof watching>[0] };
  };
  const { Resources } = watching(functions.false, 'httpApi');
  const alarms = (Object.values(Resources) as Resource[]).filter(
    ({ Type }) => Type === 'AWS::CloudWatch::Alarm',
  );
  const looks = alarms.map(({ Properties: { Metrics = [{ MetricStat: {} }] } }) => Metrics);
  return {
    alarmMetrics: looks.flat().filter(({ MetricStat }) => MetricStat).length,
    metrics: METRICS.length,
  };
}

function usd(amount: number): string {
  return amount < 0.005 ? '0' : amount.toFixed(amount < 100 ? 2 : 0);
}
