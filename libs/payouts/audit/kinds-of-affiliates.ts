import { COUNT, type KindDetails, NOTHING } from './kind.ts';

const RECONCILE = 'npx sls invoke --stage <stage> -f reconcile -p events/reconcile.json';

const mendAffiliate = (change: string) => `npm run mend -- affiliates {id} ${change} {where}`;

/** What can be wrong with an affiliate's record, their balance row, or several records of one user. */
export const AFFILIATE_KINDS = {
  'affiliate-earnings-unreadable': {
    severity: 'error',
    means:
      "What this affiliate has earned cannot be read. The affiliate's money stands still until it is mended.",
    mend: mendAffiliate('total_earned=<cents>'),
  },
  'affiliate-maturing-unreadable': {
    severity: 'error',
    means:
      "When this affiliate's earnings mature cannot be read. The affiliate's money stands still until it is mended.",
    mend: 'Have the service that owns the record of {id} write maturing as a list of { amount, available_at }.',
  },
  'affiliate-user-ambiguous': {
    severity: 'error',
    means:
      'This user has several active records, so it is not clear whose money it is. All calls are refused.',
    mend: 'npm run mend -- affiliates <affiliate_id> status=inactive {where}',
  },
  'row-broken': {
    severity: 'error',
    means: 'The counters of this row do not add up in themselves.',
    mend: RECONCILE,
  },
  'affiliate-overdrawn': {
    severity: 'warning',
    means:
      'More was promised and paid to this affiliate than was earned. Nothing more can be requested; a start asks for an override.',
    mend: 'curl <api>/admin/affiliates/{id} -H "Authorization: Bearer <token>"',
  },
  'affiliate-earnings-odd': {
    severity: 'warning',
    means:
      'These earnings do not fit: they are below zero, or no whole number of cents. Were they written in dollars?',
    mend: mendAffiliate('total_earned=<cents>'),
  },
  'affiliate-status-unreadable': {
    severity: 'warning',
    means: 'The status of this record is no text, so the affiliate is refused as inactive.',
    mend: mendAffiliate('status=<status>'),
  },
  'affiliate-user-missing': {
    severity: 'warning',
    means: 'This record names no user, so nobody can sign in for it.',
    mend: mendAffiliate('user_id=<user_id>'),
  },
  'affiliate-destination-unusable': {
    severity: 'warning',
    means: 'The destination on record cannot be used: requests must name one.',
    mend: mendAffiliate('{attribute}=<value>'),
  },
  'affiliate-earnings-text': {
    severity: 'note',
    means: 'The earnings are digits in text. They are read as a number of cents.',
    mend: NOTHING,
  },
  'affiliate-user-several': {
    severity: 'note',
    means: 'This user has several records. The active one is the one that counts.',
    mend: NOTHING,
  },
  'row-half-open': {
    severity: 'note',
    means: 'The opening of this row was cut short. It goes on by itself.',
    mend: COUNT,
  },
} as const satisfies Record<string, KindDetails>;
