/** The namespace of our metrics in CloudWatch. */
export const NAMESPACE = 'AffiliatePayouts';

/** The dimension of each of our metrics: stages of one account have alarms of their own. */
export const STAGE_DIMENSION = 'stage';

/** Every metric that the code emits. Each has an alarm in `deploy/alarms/our-metrics.ts`. */
export const METRICS = [
  'affiliate-ambiguous',
  'audit-errors',
  'audit-warnings',
  'balance-mismatch',
  'balance-overdrawn',
  'letters-late',
  'paypal-account-changed',
  'paypal-blocked',
  'paypal-mismatch',
  'paypal-missing',
  'paypal-stale',
  'paypal-undecided',
  'payouts-uncounted',
  'reconcile-unfinished',
  'record-unreadable',
  'zelle-mismatch',
] as const;

/** The name of a metric, which is also the event of its line in the log. */
export type MetricName = (typeof METRICS)[number];
