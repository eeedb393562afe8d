import { type MetricName, NAMESPACE, STAGE_DIMENSION } from '../../libs/runtime/metrics.ts';
import type { AlarmSpec } from './alarm.ts';

const HOUR_S = 60 * 60;

/**
 * The code has already decided that a person must look, so one line is enough. A period is as long as it
 * takes until the same trouble is told again: the alarm stays on while the trouble does, and calls once.
 */
type When = Pick<AlarmSpec, 'says' | 'periodS' | 'periods'>;

/** The sync tells every five minutes of what is under way; three rounds, so that a slow one ends no alarm. */
const EACH_SYNC = { periodS: 15 * 60 };

/** Someone's call, or an event from outside, tells of it, and nothing says when the next one comes. */
const EACH_CALL = { periodS: HOUR_S };

/** The sweep tells every quarter of an hour of what is left; three rounds, as above. */
const EACH_SWEEP = { periodS: 45 * 60 };

/** Each row is compared once a day: the alarm stays on until the row has been looked at again. */
const EACH_DAY = { periodS: HOUR_S, periods: 24 };

const OURS: Record<MetricName, When> = {
  'affiliate-ambiguous': { says: 'A user has several active affiliate records.', ...EACH_CALL },
  'audit-errors': { says: 'An audit found errors in the tables.', ...EACH_CALL },
  'audit-warnings': { says: 'An audit found something that needs a look.', ...EACH_CALL },
  'balance-mismatch': { says: 'A balance is not the sum of its payouts.', ...EACH_DAY },
  'balance-overdrawn': { says: 'More is promised to an affiliate than was earned.', ...EACH_CALL },
  'letters-late': { says: 'People were not told of what happened to their money.', ...EACH_SWEEP },
  'paypal-account-changed': { says: 'Payouts were posted in another PayPal account.', ...EACH_SYNC },
  'paypal-blocked': { says: 'PayPal refuses for the company’s own reasons; payouts wait.', ...EACH_SYNC },
  'paypal-mismatch': { says: 'An item at PayPal is not the payout that was sent.', ...EACH_CALL },
  'paypal-missing': { says: 'PayPal does not know a payout that it accepted.', ...EACH_CALL },
  'paypal-stale': { says: 'A payout is too old to be posted again.', ...EACH_SYNC },
  'paypal-undecided': { says: 'PayPal has not decided a payout for over a day.', ...EACH_SYNC },
  'payouts-uncounted': { says: 'Payouts of another service are not counted in a balance.', ...EACH_DAY },
  'reconcile-unfinished': { says: 'A reconciliation did not reach the end of its part.', ...EACH_DAY },
  'record-unreadable': { says: 'A payout cannot be read; its affiliate’s money waits.', ...EACH_CALL },
  'zelle-mismatch': { says: 'The bank partner contradicts the books.', ...EACH_CALL },
};

/** An alarm for each metric that the code emits. */
export const alarmsOfOurs: AlarmSpec[] = Object.entries(OURS).map(([name, { periods = 1, ...when }]) => ({
  section: name,
  ...when,
  periods,
  breaching: 1,
  threshold: 1,
  metrics: [
    {
      Namespace: NAMESPACE,
      MetricName: name,
      Dimensions: { [STAGE_DIMENSION]: '${sls:stage}' },
      Statistic: 'Sum',
    },
  ],
}));
