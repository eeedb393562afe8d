import { FATES, MOVES, type Operation, WORKERS } from './operations.ts';
import { TRANSPORT_FAULTS } from './proxy/faults.ts';
import { type Random, seededRandom } from './random.ts';

/** A fault of the n-th call of a step, counted from 0. */
export interface PlannedFault<Kind extends string> {
  nth: number;
  kind: Kind;
}

/** What goes wrong with single calls of the database; stale and short answers are a matter of whole steps. */
const DATABASE_FAULTS = ['conflict', 'throttled', ...TRANSPORT_FAULTS, 'unavailable'] as const;

/** What happens at one time: operations that race each other, and what goes wrong meanwhile. */
export interface Step {
  /** Of what is chosen at random within the step. */
  seed: number;
  /** How long after the step before. */
  afterMs: number;
  operations: Operation[];
  database: PlannedFault<(typeof DATABASE_FAULTS)[number]>[];
  paypal: PlannedFault<(typeof TRANSPORT_FAULTS)[number]>[];
  /** Whether queries stop early, as they do at 1 MB. */
  hasShortPages: boolean;
  /** Whether the indexes have not heard yet of what was written last. */
  isStale: boolean;
}

export interface PlanOptions {
  seed: number;
  steps: number;
  affiliates: number;
}

const MINUTE_MS = 60_000;
const PICKS = 1_000_000;
const FAULTY_STEPS = 0.2;
const FAULTY_PAYPAL_STEPS = 0.5;
const STALE_STEPS = 0.15;

/** The steps of a run: the same ones for the same options. */
export function planSteps({ seed, steps, affiliates }: PlanOptions): Step[] {
  const random = seededRandom(seed);
  return Array.from({ length: steps }, () => planStep(random, affiliates));
}

function planStep(random: Random, affiliates: number): Step {
  const operations = planOperations(random, affiliates);
  return {
    seed: random.int(PICKS),
    afterMs: 1000 + random.int(60_000) + Math.max(...operations.map(waitBefore)),
    operations,
    database: planFaults(random, DATABASE_FAULTS, FAULTY_STEPS, 5),
    paypal: planFaults(random, TRANSPORT_FAULTS, operations.some(asksPaypal) ? FAULTY_PAYPAL_STEPS : 0, 3),
    hasShortPages: random.next() < 0.5,
    isStale: random.next() < STALE_STEPS,
  };
}

/** A sync asks about what has stood still for a while. */
export function waitBefore({ kind }: Operation): number {
  if (kind === 'daily-sync') return 21 * 60 * MINUTE_MS;
  return kind === 'sync' ? 11 * MINUTE_MS : 0;
}

function planFaults<Kind extends string>(
  random: Random,
  kinds: readonly Kind[],
  share: number,
  calls: number,
): PlannedFault<Kind>[] {
  if (random.next() >= share) return [];
  const count = 1 + random.int(3);
  return Array.from({ length: count }, () => ({
    nth: random.int(calls),
    kind: random.pick(kinds),
  }));
}

/** Whether PayPal may be asked at all: of any other step its faults would say nothing. */
function asksPaypal({ kind }: Operation): boolean {
  return ['deliver', 'webhooks', 'sync', 'daily-sync', 'complete', 'fail'].includes(kind);
}

/** Most steps are one operation; some are a race for one affiliate's money, or for one payout. */
function planOperations(random: Random, affiliates: number): Operation[] {
  const chance = random.next();
  if (chance < 0.15) return [{ kind: random.pick(OFTEN) }];
  if (chance < 0.65) return [planOperation(random, random.int(affiliates))];
  const racers = 2 + random.int(3);
  if (chance < 0.8) {
    const pick = random.int(PICKS);
    return Array.from({ length: racers }, () => ({ kind: random.pick(MOVES), pick }));
  }
  const affiliate = random.int(affiliates);
  return Array.from({ length: racers }, () =>
    random.next() < 0.1 ? { kind: random.pick(OFTEN) } : planOperation(random, affiliate),
  );
}

/** Streams and webhooks are followed at once, or nearly. */
const OFTEN = [...WORKERS, 'deliver', 'deliver', 'webhooks', 'settle'] as const;

function planOperation(random: Random, affiliate: number): Operation {
  const chance = random.next();
  if (chance < 0.36) return planRequest(random, affiliate);
  if (chance < 0.44) return { kind: 'repeat', pick: random.int(PICKS), isAltered: random.next() < 0.2 };
  if (chance < 0.74) return { kind: random.pick([...MOVES, 'start']), pick: random.int(PICKS) };
  if (chance < 0.9) return { kind: random.pick(['balance', 'balance', 'list']), affiliate };
  if (chance < 0.98) return { kind: 'earn', affiliate, change: random.int(16_000) - 6000 };
  return { kind: 'toggle', affiliate };
}

function planRequest(random: Random, affiliate: number): Operation {
  const isBulk = random.next() < 0.2;
  return {
    kind: 'request',
    affiliate,
    amounts: Array.from({ length: isBulk ? 1 + random.int(4) : 1 }, () => 1000 + random.int(6000)),
    isBulk,
    fate: random.next() < 0.7 ? 'paid' : random.pick(FATES),
    method: random.next() < 0.7 ? 'paypal' : 'zelle',
    hasKey: random.next() < 0.8,
    ...(random.next() < 0.2 && { dueInMs: 1000 + random.int(600_000) }),
  };
}
