import type { CallFault } from '../local/paypal/faults.ts';
import type { Operation } from './operations.ts';
import type { DatabaseFault, PlannedFault } from './plan-faults.ts';
import { PICKS } from './plan-operations.ts';
import type { TRANSPORT_FAULTS } from './proxy/faults.ts';
import type { Random } from './random.ts';

/** What happens at one time: operations that race each other, and what goes wrong meanwhile. */
export interface Step {
  /** Of what is chosen at random within the step. */
  seed: number;
  /** How long after the step before. */
  afterMs: number;
  operations: Operation[];
  database: DatabaseFault[];
  paypal: PlannedFault<(typeof TRANSPORT_FAULTS)[number]>[];
  /** The wrong answers that PayPal itself gives from now on, each to one or two calls of a kind. */
  refusals: CallFault[];
  /** Whether queries stop early, as they do at 1 MB. */
  hasShortPages: boolean;
  /** Whether the indexes have not heard yet of what was written last. */
  isStale: boolean;
}

/** A step in which nothing happens, and nothing goes wrong. */
export const QUIET: Step = {
  seed: 0,
  afterMs: 0,
  operations: [],
  database: [],
  paypal: [],
  refusals: [],
  hasShortPages: false,
  isStale: false,
};

const MINUTE_MS = 60_000;

/** Plans a step in which one thing happens. */
export function planAlone(random: Random, operation: Operation, refusals: CallFault[] = []): Step {
  const afterMs = 1000 + waitBefore(operation);
  return { ...QUIET, seed: random.int(PICKS), afterMs, operations: [operation], refusals };
}

/** A sync asks about what has stood still for a while; no lease of a post lasts until a restore. */
export function waitBefore({ kind }: Operation): number {
  if (kind === 'daily-sync') return 21 * 60 * MINUTE_MS;
  if (kind === 'restore') return 2 * MINUTE_MS;
  if (kind === 'continue-runs') return MINUTE_MS;
  return kind === 'sync' ? 11 * MINUTE_MS : 0;
}
