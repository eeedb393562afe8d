import { describe, expect, it } from 'vitest';
import { ASSUMED, monthlyCost, PRICES } from '../../../bench/month-cost.ts';
import { type MonthUnits, unitsOfMonth } from '../../../bench/month-units.ts';
import { useWorld } from '../../../testing/use-world.ts';

const world = useWorld();

const NOTHING = { readUnits: 0, writeUnits: 0, records: 0 };
const FIXED = { alarmMetrics: 10, metrics: 2 };
const MINUTES = 43_800;

/** A payout that takes nothing but what the test says. */
const unitsWith = (some: Partial<MonthUnits['steps']>, others: Partial<MonthUnits> = {}): MonthUnits => ({
  steps: {
    request: NOTHING,
    start: NOTHING,
    send: NOTHING,
    webhook: NOTHING,
    check: NOTHING,
    balance: NOTHING,
    list: NOTHING,
    ...some,
  },
  mails: 0,
  webhooks: 0,
  bytes: 0,
  idle: { releaseScheduled: NOTHING, continueRuns: NOTHING, syncPaypal: NOTHING },
  ...others,
});

describe('the cost of a month', () => {
  it('is what runs and what watches, if there are no payouts', () => {
    const idle = {
      releaseScheduled: { ...NOTHING, readUnits: 0.5 },
      continueRuns: NOTHING,
      syncPaypal: NOTHING,
    };
    const cost = monthlyCost(0, unitsWith({}, { idle }), FIXED);
    expect(cost['CloudWatch, alarms, metrics, dashboard']).toBeCloseTo(10 * 0.1 + 2 * 0.3 + 3);
    expect(cost['DynamoDB, reads']).toBeCloseTo(MINUTES * 0.5 * PRICES.readUnit);
    expect(cost.Lambda).toBeGreaterThan(0);
    for (const service of ['API Gateway', 'SES', 'DynamoDB, writes', 'DynamoDB, storage and backups']) {
      expect(cost[service]).toBe(0);
    }
  });

  it('counts each step as often as it happens in the life of a payout', () => {
    const write = { ...NOTHING, writeUnits: 1 };
    const writes = (steps: Partial<MonthUnits['steps']>) =>
      (monthlyCost(1e6, unitsWith(steps), FIXED)['DynamoDB, writes'] ?? 0) / (1e6 * PRICES.writeUnit);
    for (const step of ['request', 'start', 'send', 'webhook'] as const) {
      expect(writes({ [step]: write })).toBeCloseTo(1);
    }
    expect(writes({ check: write })).toBeCloseTo(ASSUMED.checks);
    expect(writes({ balance: write, list: write })).toBeCloseTo(ASSUMED.balances + ASSUMED.lists);
  });

  it('has a call for each webhook, a run for each record, and a letter for each mail', () => {
    const costOf = (units: MonthUnits) => monthlyCost(1e6, units, FIXED);
    const [none, more] = [
      costOf(unitsWith({})),
      costOf(unitsWith({ request: { ...NOTHING, records: 3 } }, { webhooks: 2, mails: 4 })),
    ];
    expect((more['API Gateway'] ?? 0) - (none['API Gateway'] ?? 0)).toBeCloseTo(2);
    expect(more.SES).toBeCloseTo(400);
    const seconds = 2 * ASSUMED.apiSeconds * ASSUMED.apiGb + 3 * ASSUMED.workerSeconds * ASSUMED.workerGb;
    const lambda = 5e6 * PRICES.lambdaRequest + 1e6 * seconds * PRICES.lambdaGbSecond;
    expect((more.Lambda ?? 0) - (none.Lambda ?? 0)).toBeCloseTo(lambda);
  });

  it('sweeps each payout on record once a day, and those that are completed once an hour, up to a limit', () => {
    const reads = (payouts: number) =>
      (monthlyCost(payouts, unitsWith({}, { bytes: 8192 }), FIXED)['DynamoDB, reads'] ?? 0) / PRICES.readUnit;
    expect(reads(1000)).toBeCloseTo(12_000 * (730 / 24 + 730));
    expect(reads(1e7)).toBeCloseTo(1.2e8 * (730 / 24) + ASSUMED.syncEntriesMax * 730);
  });
});

describe('the measured life of a payout', () => {
  it('goes from its request to the first question about it, with its letters', async () => {
    const { steps, mails, webhooks, bytes } = await unitsOfMonth(world);
    // Requested, started, completed, and the admin's; the batch twice, and its item.
    expect({ mails, webhooks }).toStrictEqual({ mails: 4, webhooks: 3 });
    // A balance is two round trips; the first write of a payout is in four indexes and one transaction.
    expect(steps.balance).toStrictEqual({ readUnits: 1.5, writeUnits: 0, records: 0 });
    expect(steps.request).toMatchObject({ writeUnits: 10 + 2 * 5, records: 3 });
    for (const step of [steps.start, steps.send, steps.webhook, steps.check]) {
      expect(step.records).toBeGreaterThan(0);
    }
    expect(bytes).toBeGreaterThan(1024);
  });
});
