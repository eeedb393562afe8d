import { setImmediate as others } from 'node:timers/promises';
import { seededRandom } from '../../../../simulation/random.ts';

/** Has a call of a process wait for its turn. */
export type Gate = <Answer>(process: number, call: () => Promise<Answer>) => Promise<Answer>;

/** How likely it is that a process makes its next call before all others. Races need others to be slow. */
const STAYS = [0, 0.7, 0.95];

/**
 * Lets the calls of several processes happen one at a time. Which of those that wait is next follows from
 * `order`, so that any interleaving may come, and a failure can mostly be repeated.
 */
export function openGate(order: number): Gate {
  const random = seededRandom(order);
  const stays = random.pick(STAYS);
  const waiting: { process: number; go: () => void }[] = [];
  let isBusy = false;
  let last = -1;

  async function next(): Promise<void> {
    if (isBusy || waiting.length === 0) return;
    isBusy = true;
    // Whoever goes on after the last call comes to its next one.
    await others();
    const same = random.next() < stays ? waiting.findIndex(({ process }) => process === last) : -1;
    const [chosen] = waiting.splice(same < 0 ? random.int(waiting.length) : same, 1);
    last = chosen?.process ?? -1;
    chosen?.go();
  }

  return async (process, call) => {
    await new Promise<void>((go) => {
      waiting.push({ process, go });
      void next();
    });
    return call().finally(() => {
      isBusy = false;
      void next();
    });
  };
}
