import { type Random, seededRandom } from '../random.ts';
import type { Call } from './call.ts';
import { actionsOf } from './dynamodb.ts';
import { type Fault, type FaultFor, type FaultKind, fits } from './faults.ts';

/** How often something goes wrong, and what. */
export interface PlanOptions {
  seed: number;
  /** The share of calls with a fault, from 0 to 1. */
  rate: number;
  kinds: readonly FaultKind[];
}

type Details = (random: Random, call: Call) => Omit<Fault, 'kind'>;

const itemOfTheCall: Details = (random, call) => ({ item: random.int(actionsOf(call).length) });

const DETAILS: Partial<Record<FaultKind, Details>> = {
  conflict: itemOfTheCall,
  throttled: itemOfTheCall,
  delay: (random) => ({ ms: 1 + random.int(50) }),
  short_page: (random) => ({ limit: 1 + random.int(3) }),
};

/** Faults that depend on the seed and on the calls so far alone, each of a kind that fits its call. */
export function seededPlan({ seed, rate, kinds }: PlanOptions): FaultFor {
  const random = seededRandom(seed);
  return (call) => {
    const fitting = kinds.filter((kind) => fits(kind, call));
    if (random.next() >= rate || fitting.length === 0) return undefined;
    const kind = random.pick(fitting);
    return { kind, ...DETAILS[kind]?.(random, call) };
  };
}
