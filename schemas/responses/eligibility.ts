import { cents, closedObject, listOf } from '../parts/objects.ts';

const time = (description: string) => ({ type: ['string', 'null'], description }) as const;

export const eligibilityReason = closedObject(
  'Why a request would be refused, and who can do what about it.',
  {
    code: { type: 'string', description: 'The code of the error, or maturing. New codes may be added.' },
    message: { type: 'string', description: 'What is the matter, in whole sentences.' },
    remedy: { type: 'string', description: 'What can be done about it, in whole sentences.' },
    who: { enum: ['affiliate', 'company', 'provider'], description: 'Who can do it. This list is closed.' },
    clears_at: time('When it passes by itself, in ISO 8601 UTC; null if it does not.'),
  },
);

export const destination = closedObject('Where the money would go.', {
  payment_method: {
    enum: ['paypal', 'zelle'],
    description: 'The method on record. New methods may be added.',
  },
  payment_email: { type: 'string', description: 'The address on record.' },
});

export const nextAvailability = closedObject('When the amount becomes available by itself.', {
  at: { type: 'string', description: 'From when on, to the millisecond, in ISO 8601 UTC.' },
  amount: cents('What is available then, in cents, if nothing else changes.'),
});

export const eligibility = closedObject(
  'Whether an amount can be requested now and, if not, why not and from when.',
  {
    eligible: { type: 'boolean', description: 'Whether a request for the amount would succeed now.' },
    amount: cents('The amount in question, in cents: the minimum, if the call names none.'),
    available: cents('What can be requested now, in cents. It is never below 0.'),
    currency: { const: 'USD', description: 'The currency of all amounts.' },
    minimum: cents('The smallest amount of a payout, in cents.'),
    maximum: cents('The largest amount of a payout, in cents.'),
    methods: listOf('The methods that a request may name. New methods may be added.', { type: 'string' }),
    destination: {
      anyOf: [destination, { type: 'null' }],
      description: 'The destination on record; null if it cannot be used, so that a request must name one.',
    },
    next: {
      anyOf: [nextAvailability, { type: 'null' }],
      description:
        'The first time at which enough has matured; null if there is enough now, or never by itself.',
    },
    reasons: listOf(
      'Every reason why not, the one that a request would be refused by first.',
      eligibilityReason,
    ),
  },
);

export const data = closedObject('The eligibility of the caller.', { eligibility });
