import type { FromSchema } from 'json-schema-to-ts';
import { payoutStatus } from './fields.ts';
import { closedObject, listOf, pick } from './objects.ts';
import { warnings } from './warnings.ts';

/** Null stands for what another service has written and this one cannot read. */
const status = {
  enum: [...payoutStatus.enum, null],
  description: 'The status, from a closed list; null if the record has one that is not known.',
} as const;

/**
 * Null is what is not known yet, or what a record of an older service does not say in a form that can be
 * read.
 */
const members = {
  payout_id: { type: 'string', description: 'The id of the payout, a UUID.' },
  amount: {
    type: ['integer', 'null'],
    description: 'The amount in cents (USD); null if the record has none that can be read.',
  },
  payment_method: {
    enum: ['paypal', 'zelle', null],
    description: 'How the money travels; null if the record does not say. New methods may be added.',
  },
  payment_email: {
    type: ['string', 'null'],
    description: 'The e-mail address that is paid; null if the record does not say.',
  },
  status,
  transaction_id: {
    type: ['string', 'null'],
    description: 'The id of the payment at the provider or the bank, once the payout is completed.',
  },
  notes: { type: ['string', 'null'], description: 'What the company has noted about the payout.' },
  requested_at: {
    type: ['string', 'null'],
    description: 'When the payout was requested, in ISO 8601 UTC; null if the record does not say.',
  },
  processed_at: {
    type: ['string', 'null'],
    description: 'When the payout was completed, failed or cancelled, in ISO 8601 UTC.',
  },
  scheduled_for: {
    type: ['string', 'null'],
    description: 'The time that the payout was scheduled for, in ISO 8601 UTC.',
  },
  failure_reason: { type: ['string', 'null'], description: 'Why the payout failed.' },
} as const;

export const attention = closedObject('Something that the affiliate must do before the money can arrive.', {
  code: { type: 'string', description: 'The code of what is the matter. New codes may be added.' },
  message: { type: 'string', description: 'What is the matter, in a sentence.' },
  remedy: { type: 'string', description: 'What the affiliate can do about it, in a sentence.' },
});

const attentionIfAny = {
  anyOf: [attention, { type: 'null' }],
  description: 'What keeps the money from arriving, if the affiliate can do something about it.',
} as const;

const adminMembers = {
  affiliate_id: { type: 'string', description: 'The id of the affiliate whose payout it is.' },
  processed_by: {
    type: ['string', 'null'],
    description: 'The user id of the admin who took the last step that an admin took.',
  },
  destination_changed: {
    type: 'boolean',
    description: "Whether the payout goes to another destination than the one on the affiliate's record.",
  },
  warnings,
  run_id: {
    type: ['string', 'null'],
    description: 'The id of the run that started it; null if no run did.',
  },
  provider_status: {
    type: ['string', 'null'],
    description: 'The status of the item as the provider last gave it, in its own words.',
  },
  provider_batch_id: { type: ['string', 'null'], description: 'The id of the batch at the provider.' },
  provider_item_id: { type: ['string', 'null'], description: 'The id of the item at the provider.' },
} as const;

export const historyEntry = closedObject(
  'A step in the life of the payout.',
  {
    status: {
      ...status,
      description: 'The status from then on, from a closed list; null if it is not one that is known.',
    },
    at: { type: ['string', 'null'], description: 'When it happened, in ISO 8601 UTC.' },
    by: { type: 'string', description: 'Who did it: a user id, a role, or the name of a service.' },
    notes: { type: 'string', description: 'What was noted with this step.' },
    transaction_id: { type: 'string', description: 'The id of the payment, as this step gave it.' },
    reason: { type: 'string', description: 'Why the payout failed, as this step gave it.' },
  },
  'notes',
  'transaction_id',
  'reason',
);

const history = listOf('Every step in the life of the payout, the first one first.', historyEntry);

const ownersMembers = { ...members, attention: attentionIfAny } as const;
const adminsMembers = { ...members, ...adminMembers } as const;

export const payout = closedObject('A payout as its owner sees it.', ownersMembers);

export const payoutWithHistory = closedObject(
  'A payout as its owner sees it, with its history, in which a role stands for the name of an admin.',
  { ...ownersMembers, history },
);

export const adminPayout = closedObject('A payout as an admin sees it.', adminsMembers);

export const adminPayoutWithHistory = closedObject('A payout as an admin sees it, with its history.', {
  ...adminsMembers,
  history,
});

/** The subset that follows from the request alone, so that a replay is the same byte for byte. */
export const requestedPayout = closedObject(
  'A payout as it was requested: those members of a payout that a request decides.',
  pick(
    members,
    'payout_id',
    'amount',
    'payment_method',
    'payment_email',
    'status',
    'requested_at',
    'scheduled_for',
  ),
  'scheduled_for',
);

/** The same for the admin who requested it. */
export const requestedOnBehalf = closedObject(
  "A payout as it was requested on an affiliate's behalf.",
  { ...requestedPayout.properties, ...pick(adminMembers, 'affiliate_id', 'destination_changed') },
  'scheduled_for',
);

export type PayoutView = FromSchema<typeof payout>;
export type PayoutWithHistoryView = FromSchema<typeof payoutWithHistory>;
export type AdminPayoutView = FromSchema<typeof adminPayout>;
export type AdminPayoutWithHistoryView = FromSchema<typeof adminPayoutWithHistory>;
export type RequestedPayoutView = FromSchema<typeof requestedPayout>;
export type RequestedOnBehalfView = FromSchema<typeof requestedOnBehalf>;
export type HistoryEntryView = FromSchema<typeof historyEntry>;
