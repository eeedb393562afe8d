import { expect, it } from 'vitest';
import type { Payout } from '../../libs/payouts/payout.ts';
import { alarmOfResults, alarmOfUndecided } from '../../libs/workflows/paypal-alarms.ts';
import { alarmsNamed } from '../../testing/alarms.ts';

const NOW = '2026-03-31T12:00:00.000Z';
const DAY_MS = 24 * 60 * 60_000;

/** A payout that was sent to PayPal so many days ago. */
const sent = (payout_id: string, days: number, facts: Partial<Payout> = {}): Payout => ({
  payout_id,
  affiliate_id: 'aff',
  amount: 5000,
  status: 'processing',
  rail: 'paypal',
  history: [
    {
      id: 's',
      status: 'processing',
      at: new Date(Date.parse(NOW) - days * DAY_MS).toISOString(),
      by: 'admin',
      role: 'admin',
    },
  ],
  ...facts,
});

it('names what PayPal has not decided after more than a day, the longest first', () => {
  const moment = 1 / DAY_MS;
  alarmOfUndecided(
    [
      sent('days', 2),
      sent('day', 1),
      sent('moment', 1 + moment),
      sent('long', 36),
      sent('weeks', 35),
      sent('decided', 50, { status: 'completed' }),
    ],
    NOW,
  );
  expect(alarmsNamed('paypal-undecided')).toStrictEqual([
    { count: 4, overADay: 4, over35Days: 1, payoutIds: ['long', 'weeks', 'days', 'moment'] },
  ]);
});

it('names the first twenty, and counts all', () => {
  const ids = Array.from({ length: 25 }, (_, index) => `P-${index}`);
  alarmOfResults(ids.map((payoutId) => ({ payoutId, outcome: 'stale' as const })));
  expect(alarmsNamed('paypal-stale')).toStrictEqual([{ count: 25, payoutIds: ids.slice(0, 20) }]);
});
