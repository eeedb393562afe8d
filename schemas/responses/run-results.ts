import type { FromSchema } from 'json-schema-to-ts';
import { alsoOn } from '../parts/also-on.ts';
import { closedObject, listOf } from '../parts/objects.ts';
import { adminPayout } from '../parts/payout.ts';
import { errorWith } from './error.ts';

const line = { type: 'integer', description: 'The line of the file, from 1, which is the header.' } as const;
const lines = (description: string) =>
  listOf(description, { type: 'integer', description: 'The line of the file.' });

export const doneRow = closedObject(
  'A line that was carried out or, in a dry run, would be.',
  {
    line,
    payout_id: { type: 'string', description: 'The id of the payout that the line is about.' },
    success: { const: true, description: 'The line was carried out.' },
    action: {
      enum: ['complete', 'fail', 'return'],
      description: 'What the line does. This list is closed.',
    },
    changes: {
      type: 'boolean',
      description: 'Whether the line changes the payout. It does not if it was carried out before.',
    },
    payout: adminPayout,
    also_on: alsoOn('up to ten'),
  },
  'payout',
  'also_on',
);

export const refusedRow = closedObject('A line that was refused.', {
  line,
  payout_id: {
    type: ['string', 'null'],
    description: 'The id of the payout that the line is about; null if it is not clear which one.',
  },
  success: { const: false, description: 'The line was refused, and nothing was done.' },
  error: errorWith({ message: { type: 'string', description: 'What went wrong, in whole sentences.' } }),
});

export const data = closedObject('What became of each line.', {
  results: listOf('One result for each line below the header, in their order.', {
    oneOf: [doneRow, refusedRow],
  }),
  succeeded: { type: 'integer', description: 'How many lines were carried out.' },
  failed: { type: 'integer', description: 'How many lines were refused.' },
  unmatched: lines('The lines that name no payout of the run.'),
  ambiguous: lines('The lines that fit several payouts of the run.'),
  dry_run: { type: 'boolean', description: 'Whether nothing was done, because it was not to be.' },
});

export type RunResults = FromSchema<typeof data>;
