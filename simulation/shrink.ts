import type { Step } from './plan.ts';
import type { Finding } from './simulate.ts';

type Failure = Extract<Finding, { message: string }>;

/** How often a sequence is played at most to find a shorter one. */
const PLAYS_MAX = 80;

/**
 * Leaves out steps, halves first and single ones last, and then faults and racers, as long as what is left still goes wrong.
 * Races are real, so a sequence that fails only now and then may stay longer than it need be.
 */
export async function shrink(failure: Failure, play: (steps: Step[]) => Promise<Finding>): Promise<Failure> {
  let shortest = failure;
  let plays = 0;
  const tries = async (steps: Step[]) => {
    if (plays++ >= PLAYS_MAX) return false;
    const finding = await play(steps);
    if ('message' in finding) shortest = finding;
    return 'message' in finding;
  };
  for (
    let size = Math.ceil(shortest.steps.length / 2);
    size >= 1 && plays < PLAYS_MAX;
    size = size === 1 ? 0 : Math.ceil(size / 2)
  ) {
    for (let start = shortest.steps.length - size; start > -size; start -= size) {
      await tries(shortest.steps.toSpliced(Math.max(0, start), size));
    }
  }
  for (let index = 0; index < shortest.steps.length; index++) {
    for (const simpler of simplerOf(shortest.steps[index] as Step)) {
      await tries(shortest.steps.with(index, simpler));
    }
  }
  return shortest;
}

function simplerOf(step: Step): Step[] {
  const isFaulty = step.database.length + step.paypal.length > 0 || step.hasShortPages || step.isStale;
  const withoutFaults: Step[] = isFaulty
    ? [{ ...step, database: [], paypal: [], hasShortPages: false, isStale: false }]
    : [];
  if (step.operations.length < 2) return withoutFaults;
  const withoutOne = step.operations.map((_, index) => step.operations.toSpliced(index, 1));
  return [...withoutFaults, ...withoutOne.map((operations) => ({ ...step, operations }))];
}
