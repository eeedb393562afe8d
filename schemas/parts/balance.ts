import { closedObject, listOf } from './objects.ts';

const undelivered = closedObject('An address that our e-mails do not go to.', {
  code: {
    type: 'string',
    description: 'Why: `mail_bounced` or `mail_complained`. There may be more codes in the future.',
  },
  address: { type: 'string', description: 'The address, in lower case.' },
  message: { type: 'string', description: 'What happened, in a sentence.' },
  remedy: { type: 'string', description: 'What the affiliate can do.' },
});

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
    undelivered: listOf(
      'The addresses that our e-mails do not go to any more, because they came back or were reported as spam; only if there are any.',
      undelivered,
    ),
  },
  'maturing',
  'undelivered',
);
