import { closedObject } from '../parts/objects.ts';
import { run } from '../parts/run.ts';

export const data = closedObject('The run that was frozen.', {
  run,
  has_more: {
    type: 'boolean',
    description:
      'Whether more pending payouts fit than one run can have, or may fit: of a very long list, the oldest are ' +
      'looked at. They can be in the next run, or in one with a narrower filter.',
  },
});
