import type { MonthUnits, Units } from './month-units.ts';

/**
 * List prices in USD of us-east-1, without any free tier, as guides of 2026 have them: check them at
 * https://aws.amazon.com/pricing/ before a decision hangs on them.
 */
export const PRICES = {
  lambdaRequest: 0.2 / 1e6,
  lambdaGbSecond: 0.000_013_333_4,
  httpApiRequest: 1 / 1e6,
  readUnit: 0.125 / 1e6,
  writeUnit: 0.625 / 1e6,
  tableGb: 0.25,
  backupGb: 0.2,
  mail: 0.1 / 1000,
  logGb: 0.5,
  alarmMetric: 0.1,
  dashboard: 3,
  metric: 0.3,
};

/** What is assumed, because nothing here can measure it. */
export const ASSUMED = {
  /** How often an affiliate reads, for each payout. */
  balances: 10,
  lists: 3,
  /** How many months of payouts are on record. */
  months: 12,
  /** How often PayPal is asked about a completed payout: once a day, for 35 days. */
  checks: 35,
  /** Seconds, with the memory of `serverless.ts`. */
  apiSeconds: 0.05,
  apiGb: 1,
  workerSeconds: 0.1,
  sendSeconds: 1,
  workerGb: 0.5,
  /** Of a call or a run, with Lambda's own lines and API Gateway's. */
  logBytes: 1000,
  /** Of a payout in the table and in its indexes. */
  storedBytes: 4500,
  /** What a sync of completed payouts reads at most in its five minutes. */
  syncEntriesMax: 3e6,
};

/** What a stack has, whatever it does. */
export interface Fixed {
  alarmMetrics: number;
  metrics: number;
}

const HOURS = 730;
const MINUTES = HOURS * 60;
const GB = 1e9;

/** The USD that a month costs with so many payouts, by service. */
export function monthlyCost(payouts: number, units: MonthUnits, fixed: Fixed): Record<string, number> {
  const { steps, idle, mails, webhooks, bytes } = units;
  const { request, start, send, webhook, check, balance, list } = steps;
  const perPayout = total([
    [request, 1],
    [start, 1],
    [send, 1],
    [webhook, 1],
    [check, ASSUMED.checks],
    [balance, ASSUMED.balances],
    [list, ASSUMED.lists],
  ]);
  const scheduled = total([
    [idle.releaseScheduled, MINUTES],
    [idle.continueRuns, MINUTES],
    [idle.syncPaypal, MINUTES / 5],
  ]);
  const stock = payouts * ASSUMED.months;
  const unitsPerEntry = bytes / 4096 / 2;
  // Reconciling reads all payouts once a day, and the sync goes through the completed ones each hour.
  const swept = unitsPerEntry * (stock * (HOURS / 24) + Math.min(stock, ASSUMED.syncEntriesMax) * HOURS);

  const apiCalls = payouts * (2 + webhooks + ASSUMED.balances + ASSUMED.lists);
  const runs = payouts * (1 + perPayout.records) + 2 * MINUTES + MINUTES / 5 + 2 * HOURS + 3 * (HOURS / 24);
  const gbSeconds =
    apiCalls * ASSUMED.apiSeconds * ASSUMED.apiGb +
    (runs * ASSUMED.workerSeconds + payouts * ASSUMED.sendSeconds) * ASSUMED.workerGb;
  const storedGb = (stock * ASSUMED.storedBytes) / GB;
  return {
    'API Gateway': apiCalls * PRICES.httpApiRequest,
    Lambda: (apiCalls + runs) * PRICES.lambdaRequest + gbSeconds * PRICES.lambdaGbSecond,
    'DynamoDB, writes': (payouts * perPayout.writeUnits + scheduled.writeUnits) * PRICES.writeUnit,
    'DynamoDB, reads': (payouts * perPayout.readUnits + scheduled.readUnits + swept) * PRICES.readUnit,
    'DynamoDB, storage and backups': storedGb * (PRICES.tableGb + PRICES.backupGb),
    SES: payouts * mails * PRICES.mail,
    'CloudWatch, logs': (((apiCalls + runs) * ASSUMED.logBytes) / GB) * PRICES.logGb,
    'CloudWatch, alarms, metrics, dashboard':
      fixed.alarmMetrics * PRICES.alarmMetric + fixed.metrics * PRICES.metric + PRICES.dashboard,
    // A parameter is read at a deployment; queue and topic have messages when something is wrong.
    'SSM, SQS, SNS': 0,
  };
}

function total(times: [Units, number][]): Units {
  const of = (name: keyof Units) => times.reduce((sum, [units, count]) => sum + units[name] * count, 0);
  return { readUnits: of('readUnits'), writeUnits: of('writeUnits'), records: of('records') };
}
