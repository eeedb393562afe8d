import { QUIET, type Step } from './planned-step.ts';
import type { Finding } from './simulate.ts';

type Failure = Extract<Finding, { message: string }>;

/** How often a sequence is played at most to find a shorter one. */
const PLAYS_MAX = 100;

/**
 * Leaves out steps, many at once first and single ones last, and then faults and racers, as long as what is
 * left still goes wrong. Races are real, so a sequence that fails only now and then may stay longer than it
 * need be.
 */
export async function shrink(failure: Failure, play: (steps: Step[]) => Promise<Finding>): Promise<Failure> {
  let shortest = failure;
  let plays = 0;

  async function goesWrongToo(steps: Step[]): Promise<boolean> {
    if (plays++ >= PLAYS_MAX) return false;
    const finding = await play(steps);
    if ('message' in finding) shortest = finding;
    return 'message' in finding;
  }

  for (const size of halvesOf(failure.steps.length)) {
    for (let start = shortest.steps.length - size; start > -size; start -= size) {
      await goesWrongToo(shortest.steps.toSpliced(Math.max(0, start), size));
    }
  }
  for (let index = 0; index < shortest.steps.length; index++) {
    let simpler: Step | undefined;
    do {
      simpler = undefined;
      for (const candidate of simplerOf(shortest.steps[index])) {
        if (!simpler && (await goesWrongToo(shortest.steps.with(index, candidate)))) simpler = candidate;
      }
    } while (simpler);
  }
  return shortest;
}

/** A half of the length, a quarter of it, and so on down to 1. */
function halvesOf(length: number): number[] {
  const half = Math.ceil(length / 2);
  return half > 1 ? [half, ...halvesOf(half)] : [1];
}

function simplerOf(step: Step | undefined): Step[] {
  if (!step) return [];
  const faults = step.database.length + step.paypal.length + step.refusals.length;
  const isFaulty = faults > 0 || step.hasShortPages || step.isStale;
  const { seed, afterMs, operations } = step;
  const quiet = { ...QUIET, seed, afterMs, operations };
  const withoutOne =
    operations.length < 2 ? [] : operations.map((_, index) => operations.toSpliced(index, 1));
  return [...(isFaulty ? [quiet] : []), ...withoutOne.map((fewer) => ({ ...step, operations: fewer }))];
}
