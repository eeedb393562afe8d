import { expect, it } from 'vitest';
import type { Operation } from '../../../simulation/operations.ts';
import type { Step } from '../../../simulation/planned-step.ts';
import { shrink } from '../../../simulation/shrink.ts';
import type { Finding } from '../../../simulation/simulate.ts';

const stepOf = (...operations: Operation[]): Step => ({
  seed: 1,
  afterMs: 1,
  operations,
  database: [{ nth: 0, kind: 'hang' }],
  paypal: [],
  refusals: [],
  hasShortPages: true,
  isStale: true,
});
const earn: Operation = { kind: 'earn', affiliate: 0, change: 1 };
const list: Operation = { kind: 'list', affiliate: 0 };

/** Fails if a release comes after a sync. */
async function play(steps: Step[]): Promise<Finding> {
  const kinds = steps.flatMap(({ operations }) => operations.map(({ kind }) => kind));
  const sync = kinds.indexOf('sync');
  return sync >= 0 && kinds.indexOf('release', sync) > sync ? { message: 'wrong', steps } : { events: 0 };
}

it('shrinks a long sequence to the steps that matter, without their faults and concurrent operations', async () => {
  const filler = Array.from({ length: 30 }, () => stepOf(earn, list));
  const steps = [
    ...filler,
    stepOf(list, { kind: 'sync' }),
    ...filler,
    stepOf({ kind: 'release' }, earn),
    ...filler,
  ];
  const { steps: shortest } = await shrink({ message: 'wrong', steps }, play);
  const quiet = {
    seed: 1,
    afterMs: 1,
    database: [],
    paypal: [],
    refusals: [],
    hasShortPages: false,
    isStale: false,
  };
  expect(shortest).toStrictEqual([
    { ...quiet, operations: [{ kind: 'sync' }] },
    { ...quiet, operations: [{ kind: 'release' }] },
  ]);
});
