import type { Operation } from './operations.ts';
import { planDatabaseFaults, planFaults, planRefusals } from './plan-faults.ts';
import { PICKS, planFirstRequests, planOperations } from './plan-operations.ts';
import { STORIES } from './plan-stories.ts';
import { QUIET, type Step, waitBefore } from './planned-step.ts';
import { TRANSPORT_FAULTS } from './proxy/faults.ts';
import { type Random, seededRandom } from './random.ts';

export interface PlanOptions {
  seed: number;
  steps: number;
  affiliates: number;
}

const FAULTY_PAYPAL_STEPS = 0.5;
const REFUSING_STEPS = 0.3;
const STALE_STEPS = 0.15;

/** The steps of a run: the same ones for the same options. */
export function planSteps({ seed, steps, affiliates }: PlanOptions): Step[] {
  const random = seededRandom(seed);
  const raced = Array.from({ length: affiliates }, (_, affiliate) => affiliate).filter(
    () => random.next() < 0.4,
  );
  const planned = raced.map((affiliate) => planOpening(random, affiliate));
  while (planned.length < steps) {
    const story = STORIES.find(([share]) => random.next() < share)?.[1];
    planned.push(...(story ? story(random, affiliates) : [planStep(random, affiliates)]));
  }
  return planned.slice(0, steps);
}

/** The first requests of an affiliate open the row at the same time, and some of their writes come late. */
function planOpening(random: Random, affiliate: number): Step {
  const operations = planFirstRequests(random, affiliate);
  const database = Array.from({ length: 6 }, () => ({ nth: 6 + random.int(24), kind: 'delay' as const }));
  return { ...QUIET, seed: random.int(PICKS), operations, database };
}

function planStep(random: Random, affiliates: number): Step {
  const operations = planOperations(random, affiliates);
  const isPaypals = operations.some(asksPaypal);
  return {
    seed: random.int(PICKS),
    afterMs: 1000 + random.int(60_000) + Math.max(...operations.map(waitBefore)),
    operations,
    database: planDatabaseFaults(random, operations),
    paypal: planFaults(random, TRANSPORT_FAULTS, isPaypals ? FAULTY_PAYPAL_STEPS : 0, 3),
    refusals: isPaypals && random.next() < REFUSING_STEPS ? planRefusals(random) : [],
    hasShortPages: random.next() < 0.5,
    isStale: random.next() < STALE_STEPS,
  };
}

/** Whether PayPal may be asked at all: of any other step its faults would say nothing. */
function asksPaypal({ kind }: Operation): boolean {
  return ['deliver', 'webhooks', 'sync', 'daily-sync', 'complete', 'fail', 'recall'].includes(kind);
}
