import { closedObject } from './objects.ts';

export const balance = closedObject(
  "An affiliate's balance, in cents (USD).",
  {
    total_earned: { type: 'integer', description: 'Everything that the affiliate has earned.' },
    total_paid: { type: 'integer', description: 'The sum of all completed payouts.' },
    pending: {
      type: 'integer',
      description: 'The sum of all payouts that are scheduled, pending or processing.',
    },
    maturing: {
      type: 'integer',
      description:
        'What was earned and may not be requested yet; only for affiliates who have such earnings.',
    },
    available: { type: 'integer', description: 'What can be requested now. It is never below 0.' },
  },
  'maturing',
);
