import type { FromSchema } from 'json-schema-to-ts';
import { cents, closedObject, listOf } from '../parts/objects.ts';

const index = {
  type: 'integer',
  description: 'Which payout of a bulk request it is about, from 0.',
} as const;
const text = (description: string) => ({ type: 'string', description }) as const;

export const fieldFault = closedObject('One part of the request that is not valid.', {
  path: text('Where it is, with dots, as in payouts.0.amount; empty for the whole.'),
  message: text('What is wrong with it.'),
});

/**
 * Every code of an error, and the schema of its details. The list grows with the API, so for a caller it is
 * open.
 */
export const ERROR_DETAILS = {
  unauthenticated: undefined,
  admin_required: undefined,
  insufficient_scope: closedObject('What the token lacks.', {
    scope: text('The scope that this endpoint needs.'),
  }),
  read_only: undefined,
  not_an_affiliate: undefined,
  affiliate_inactive: closedObject('Why the affiliate may not do this.', {
    status: text("The status on the affiliate's record."),
  }),
  affiliate_ambiguous: undefined,
  invalid_json: undefined,
  invalid_request: closedObject('What is wrong with the request.', {
    fields: listOf('Up to 20 parts of the request that are not valid.', fieldFault),
  }),
  amount_below_minimum: closedObject(
    'The limit.',
    { minimum: cents('The smallest amount of a payout, in cents.'), index },
    'index',
  ),
  amount_above_maximum: closedObject(
    'The limit.',
    { maximum: cents('The largest amount of a payout, in cents.'), index },
    'index',
  ),
  insufficient_balance: closedObject('The two amounts.', {
    available: cents('What is available, in cents.'),
    requested: cents('What was requested, in cents.'),
  }),
  payment_details_missing: closedObject(
    'What is missing.',
    {
      fields: listOf(
        "The members that neither the request nor the affiliate's record has.",
        text('Its name.'),
      ),
      index,
    },
    'index',
  ),
  payout_not_found: undefined,
  affiliate_not_found: undefined,
  run_not_found: undefined,
  route_not_found: undefined,
  invalid_transition: closedObject('What stands in the way.', {
    status: text('The status of the payout.'),
    action: text('What was to be done.'),
  }),
  needs_override: closedObject('What an admin must answer for.', {
    warnings: listOf('The warnings that stop the start without an override.', text('Its code.')),
  }),
  run_changed: closedObject('What is no longer as it was frozen.', {
    payout_ids: listOf('The payouts that can no longer be started as frozen.', text('The id of a payout.')),
  }),
  records_unreadable: undefined,
  payload_too_large: undefined,
  unsupported_media_type: undefined,
  idempotency_key_reused: undefined,
  try_again: undefined,
  internal: undefined,
} as const;

type Details = typeof ERROR_DETAILS;

/** The details of each code, as its schema describes them. */
export type DetailsByCode = {
  [Code in keyof Details]: Details[Code] extends object ? FromSchema<Details[Code]> : undefined;
};

/** The schema of an error, one alternative for each code, with these members besides. */
export const errorWith = <const Members extends object>(members: Members) =>
  ({
    description: 'What went wrong, for a program.',
    oneOf: Object.entries(ERROR_DETAILS).map(([code, details]) =>
      closedObject(`The error ${code}.`, {
        code: { const: code, description: 'The code of the error.' },
        ...members,
        ...(details && { details }),
      }),
    ),
  }) as const;

/** The whole body of a failure. */
export const schema = closedObject('A failure.', {
  success: { const: false, description: 'The call failed.' },
  message: text('What went wrong, in whole sentences, for a person.'),
  error: errorWith({}),
});
