import { listOf } from './objects.ts';

/** What an admin is told of a payout or an affiliate. */
export const warnings = listOf(
  'The codes of everything that an admin should look at first. New codes may be added.',
  { type: 'string' },
);
