import { COUNT, type KindDetails, NOTHING } from './kind.ts';

const PROCESS =
  'curl <api>/admin/payouts/<payout_id>/process -H "Authorization: Bearer <token>" -H "Content-Type: application/json"';

const mendPayout = (change: string) => `npm run mend -- payouts {id} ${change} {where}`;

/** What can be wrong with a payout on record, or with several together. */
export const PAYOUT_KINDS = {
  'payout-amount-unreadable': {
    severity: 'error',
    means: "The amount of this payout cannot be read. Its affiliate's money stands still until it is mended.",
    mend: mendPayout('amount=<cents>'),
  },
  'payout-affiliate-missing': {
    severity: 'error',
    means: 'This payout does not say whose it is. No balance counts it.',
    mend: mendPayout('affiliate_id=<affiliate_id>'),
  },
  'payout-requested-at-missing': {
    severity: 'error',
    means:
      'Without requested_at as text, this payout is in no list and in no sum, so the same money can go out again.',
    mend: mendPayout('requested_at=<time>'),
  },
  'payout-status-unknown': {
    severity: 'error',
    means:
      'This service does not know the status. The payout holds its money, and no list by status has it. It may become pending, processing, completed, failed or cancelled.',
    mend: mendPayout('status=<status>'),
  },
  'payout-unscheduled': {
    severity: 'error',
    means: 'This payout is scheduled, but the clock does not find it: it would hold its money for ever.',
    mend: mendPayout('status=pending'),
  },
  'payout-amount-odd': {
    severity: 'warning',
    means: 'This amount is outside the limits for a payout. Was it written in dollars?',
    mend: mendPayout('amount=<cents>'),
  },
  'payout-time-unreadable': {
    severity: 'warning',
    means: 'What stands here is no time. It is shown as not known.',
    mend: mendPayout('{attribute}=<time>'),
  },
  'payout-destination-unusable': {
    severity: 'warning',
    means: 'This payout is open and cannot be sent: its method or its address cannot be used.',
    mend: mendPayout('{attribute}=<value>'),
  },
  'payout-mark-differs': {
    severity: 'warning',
    means:
      'The balance counts this payout as something else than it is: another service moved it, or put back an old copy.',
    mend: COUNT,
  },
  'payout-search-differs': {
    severity: 'warning',
    means:
      'The balance counts this payout, but what searches find it by is not what its record says: lists by address, transaction id, receipt or day miss it.',
    mend: COUNT,
  },
  'payout-of-nobody': {
    severity: 'warning',
    means: 'Payouts name this affiliate, who has no record. Their start asks for an override.',
    mend: 'Have the service that owns the records put back the record of {id}.',
  },
  'payout-transaction-shared': {
    severity: 'warning',
    means: 'Several payouts have this transaction id: one payment may be booked twice.',
    mend: `${PROCESS} -d '{"action":"amend","transaction_id":"<id>"}'`,
  },
  'payout-amount-text': {
    severity: 'note',
    means: 'The amount is digits in text. It is read as a number of cents.',
    mend: NOTHING,
  },
  'payout-status-spelling': {
    severity: 'note',
    means:
      'The status is written in another way. It is read as it was meant, and rewritten when the payout is counted.',
    mend: COUNT,
  },
  'payout-mark-missing': {
    severity: 'note',
    means: 'No balance counts this payout yet.',
    mend: COUNT,
  },
} as const satisfies Record<string, KindDetails>;
