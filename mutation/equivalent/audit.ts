import { type Equivalents, LIST, NEVER_ABSENT } from './equivalent.ts';

const NEVER_AT_IT = 'The line is reached only by amounts outside the limits, so none is at the minimum.';

export const AUDIT: Equivalents = {
  'libs/payouts/audit/digests.ts': [
    {
      on: 'sorted.filter',
      from: 'index - 1',
      to: 'index + 1',
      reason: 'Of two that are the same, it finds the first instead of the second.',
    },
  ],
  'libs/payouts/audit/groups.ts': [
    {
      on: 'standing.committed +=',
      from: 'isReadable(payout)',
      to: 'true',
      reason: 'An amount that cannot be read is null, and null adds nothing.',
    },
  ],
  'libs/payouts/audit/of-payout.ts': [
    { on: 'const why', from: 'amount < minimum', to: 'amount <= minimum', reason: NEVER_AT_IT },
  ],
  'libs/payouts/audit/report.ts': [
    { on: 'tally.get(kind)', from: '[]', to: LIST, reason: 'What was counted has examples, too.' },
    {
      on: '.indexOf(severity)',
      from: "'error'",
      to: '""',
      reason: 'What is not in the list comes first, too.',
    },
    { on: 'words[part]', from: '{part}>', to: '``', reason: NEVER_ABSENT },
  ],
};
