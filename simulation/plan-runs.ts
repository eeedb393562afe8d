import type { RunForm } from '../libs/payouts/runs/run.ts';
import type { Operation } from './operations.ts';
import { PICKS } from './plan-operations.ts';
import type { Random } from './random.ts';

const FORMS: RunForm[] = ['paypal', 'paypal_csv', 'paypal_csv', 'zelle_csv'];

/**
 * What happens to a run, step by step: drafts, the confirmation of one beside its rivals, what may come
 * between, and what became of the payouts.
 */
export function planRunOperations(random: Random): Operation[][] {
  const form = random.pick(FORMS);
  const pick = () => random.int(PICKS);
  const create = (): Operation => ({ kind: 'create-run', form, pick: pick() });
  const confirm = (): Operation => ({ kind: 'confirm-run', pick: pick() });
  const results = (): Operation => ({ kind: 'run-results', pick: pick() });
  const start = (): Operation => ({ kind: 'start', pick: pick(), aim: 'last' });
  const rival = () =>
    random.pick<() => Operation>([
      confirm,
      start,
      () => ({ kind: 'continue-runs' }),
      () => ({ kind: 'cancel', pick: pick(), aim: 'last' }),
      () => ({ kind: 'old-status', pick: pick(), aim: 'last' }),
    ])();
  // The old function sets what is divisible by five back to pending.
  const putBack = (): Operation => ({ kind: 'old-status', pick: pick() * 5, aim: 'last' });
  const between = random.pick<() => Operation[][]>([
    () => [[{ kind: 'continue-runs' }]],
    () => [[putBack()], [start()]],
    () => [[putBack()], [create()], [confirm()]],
    () => [[putBack()], [create()]],
  ])();
  return [
    random.next() < 0.5 ? [create()] : [create(), create()],
    random.next() < 0.5 ? [confirm()] : [confirm(), rival()],
    ...between,
    random.next() < 0.7 ? [results()] : [results(), random.pick([results, rival])()],
  ];
}
