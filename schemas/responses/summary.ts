import { cents, closedObject, listOf } from '../parts/objects.ts';

const members = {
  count: { type: 'integer', description: 'How many payouts these are.' },
  total_amount: cents('Their sum in cents (USD). An amount that cannot be read adds nothing.'),
} as const;

const totalOf = (description: string) => closedObject(description, members);

export const totalsByMethod = closedObject('Some payouts, by the way in which their money travels.', {
  paypal: totalOf('Those by PayPal.'),
  zelle: totalOf('Those by Zelle.'),
  other: totalOf('Those of which the record does not say.'),
});

export const summary = closedObject('Where money is, and what a person should look at.', {
  scheduled: { ...totalsByMethod, description: 'What waits for its time, by method.' },
  pending: { ...totalsByMethod, description: 'What can be started, by method.' },
  processing: { ...totalsByMethod, description: 'What was started and has not ended, by method.' },
  uncounted: totalOf(
    'Of these, the payouts that the balance does not count as what they are, because another service wrote them.',
  ),
  undecided: totalOf('Of these, the payouts that PayPal has had for over 35 days.'),
  returned: totalOf('The payouts that were paid and came back, since yesterday, 00:00 UTC.'),
  mismatches: closedObject(
    'The payouts of which the bank partner said what our books do not, in the last 30 days.',
    {
      ...members,
      payout_ids: listOf('The ids of the first 20, the latest first.', { type: 'string' }),
    },
  ),
  complete: {
    type: 'boolean',
    description:
      'Whether these are all; if not, there is more than one call reads, and the totals are of a part.',
  },
});

export const data = closedObject('The summary.', { summary });
