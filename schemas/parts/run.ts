import type { FromSchema } from 'json-schema-to-ts';
import { payoutStatus } from './fields.ts';
import { cents, closedObject, listOf } from './objects.ts';
import { form } from './run-fields.ts';
import { warnings } from './warnings.ts';

const textOrNull = (description: string) => ({ type: ['string', 'null'], description }) as const;
const payoutId = { type: 'string', description: 'The id of the payout.' } as const;

const members = {
  run_id: { type: 'string', description: 'The id of the run, a UUID.' },
  status: {
    enum: ['draft', 'confirmed', 'done'],
    description: 'The status, from a closed list. A run is done when each of its payouts has ended.',
  },
  form: {
    enum: form.enum,
    description: 'How the payouts are paid: by the API, or by hand from a file. New forms may be added.',
  },
  count: { type: 'integer', description: 'How many payouts it has.' },
  total_amount: cents('The sum of their amounts, in cents. It is the sum of the file.'),
  hash: { type: 'string', description: 'A digest of what was frozen, which a confirmation has to name.' },
  created_by: { type: 'string', description: 'The user id of the admin who made it.' },
  created_at: { type: 'string', description: 'When it was frozen, in ISO 8601 UTC.' },
  confirmed_by: textOrNull('The user id of the admin who confirmed it.'),
  confirmed_at: textOrNull('When it was confirmed, in ISO 8601 UTC.'),
  started_at: textOrNull('When each payout had been started or left out, in ISO 8601 UTC.'),
  done_at: textOrNull('When each payout was found to have ended, in ISO 8601 UTC.'),
} as const;

export const runSummary = closedObject('A run of payouts, without its lists.', members);

export const runPayout = closedObject('A payout of a run, as it was frozen, and its status now.', {
  payout_id: payoutId,
  affiliate_id: { type: 'string', description: 'The id of the affiliate whose payout it is.' },
  amount: cents('The amount in cents (USD).'),
  payment_email: { type: 'string', description: 'The address that is paid.' },
  file_id: { type: 'string', description: "The id of the payout in the run's file." },
  status: {
    enum: [...payoutStatus.enum, null],
    description: 'The status now, from a closed list; null if the record has none that is known.',
  },
});

export const runWarning = closedObject('What an admin should look at before a payout is started.', {
  payout_id: payoutId,
  warnings,
});

export const leftOut = closedObject('A payout that could have been in the run, and is not.', {
  payout_id: payoutId,
  reason: { type: 'string', description: 'The code of the reason. New codes may be added.' },
});

export const run = closedObject('A run of payouts.', {
  ...members,
  payouts: listOf('Its payouts, the oldest requests first.', runPayout),
  warnings: listOf('Those payouts that had warnings when the run was frozen.', runWarning),
  left_out: listOf('Payouts that are not in the run, and why.', leftOut),
});

export type RunView = FromSchema<typeof run>;
export type RunSummaryView = FromSchema<typeof runSummary>;
