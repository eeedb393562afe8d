import type { Payout } from '../payouts/payout.ts';
import { ageMsOf, ITEM_OPEN_MS_MAX, isUnderWay } from '../payouts/provider.ts';
import { DAY_MS } from '../payouts/time.ts';
import { alarm } from '../runtime/log.ts';
import type { MetricName } from '../runtime/metrics.ts';
import type { Recovery } from './recover-from-paypal.ts';

/** What became of a payout in a run, as far as the alarms look at it. */
export type Result = Pick<Recovery, 'blockedBy'> & {
  payoutId: string;
  outcome: Recovery['outcome'] | 'sent' | 'failed';
};

/** Raises the alarm for payouts that PayPal does not carry out: once in a run, however many they are. */
export function alarmOfResults(results: readonly Result[]): void {
  const isBlocked = ({ outcome, blockedBy }: Result) => outcome === 'blocked' || blockedBy !== undefined;
  const reasons = new Set(results.flatMap(({ blockedBy }) => blockedBy ?? []));
  const facts = reasons.size > 0 ? { reasons: Array.from(reasons) } : {};
  alarmOnce('paypal-blocked', idsOf(results.filter(isBlocked)), facts);
  alarmOnce('paypal-stale', idsOf(results.filter(({ outcome }) => outcome === 'stale')));
  alarmOnce('paypal-account-changed', idsOf(results.filter(({ outcome }) => outcome === 'elsewhere')));
}

/**
 * Raises the alarm for payouts that PayPal has not decided a day after their start, the longest first: once
 * in a run.
 */
export function alarmOfUndecided(payouts: readonly Payout[], now: string): void {
  const ages = payouts
    .filter(isUnderWay)
    .map((payout) => ({ payout_id: payout.payout_id, ageMs: ageMsOf(payout, now) }))
    .filter(({ ageMs }) => ageMs > DAY_MS)
    .sort((one, other) => other.ageMs - one.ageMs);
  const overLong = ages.filter(({ ageMs }) => ageMs > ITEM_OPEN_MS_MAX).length;
  alarmOnce(
    'paypal-undecided',
    ages.map(({ payout_id }) => payout_id),
    { overADay: ages.length, over35Days: overLong },
  );
}

function alarmOnce(event: MetricName, payoutIds: string[], facts: object = {}): void {
  if (payoutIds.length === 0) return;
  alarm(event, { count: payoutIds.length, ...facts, payoutIds });
}

function idsOf(results: readonly Result[]): string[] {
  return results.map(({ payoutId }) => payoutId);
}
