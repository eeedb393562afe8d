import { alsoOn } from '../parts/also-on.ts';
import { closedObject, listOf } from '../parts/objects.ts';
import { adminPayout } from '../parts/payout.ts';
import { errorWith } from './error.ts';

const payout_id = {
  type: 'string',
  description: 'The id of the payout, as the instruction gave it.',
} as const;

export const succeededResult = closedObject(
  'An instruction that was carried out.',
  {
    payout_id,
    success: { const: true, description: 'The instruction was carried out.' },
    payout: adminPayout,
    also_on: alsoOn('up to a hundred'),
  },
  'also_on',
);

export const failedResult = closedObject('An instruction that was refused.', {
  payout_id,
  success: { const: false, description: 'The instruction was refused, and nothing was done.' },
  error: errorWith({ message: { type: 'string', description: 'What went wrong, in whole sentences.' } }),
});

export const data = closedObject('What became of each instruction.', {
  results: listOf('One result for each instruction, in their order.', {
    oneOf: [succeededResult, failedResult],
  }),
  succeeded: { type: 'integer', description: 'How many instructions were carried out.' },
  failed: { type: 'integer', description: 'How many instructions were refused.' },
});
