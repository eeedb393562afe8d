import type { CallFault } from '../local/paypal/faults.ts';
import type { Operation } from './operations.ts';
import {
  COMPANYS,
  type DatabaseFault,
  type PlannedFault,
  planCallFaults,
  planDatabaseFaults,
  planFaults,
  planRefusals,
} from './plan-faults.ts';
import { PICKS, planFirstRequests, planOperations } from './plan-operations.ts';
import { planRunOperations } from './plan-runs.ts';
import { TRANSPORT_FAULTS } from './proxy/faults.ts';
import { type Random, seededRandom } from './random.ts';

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

export interface PlanOptions {
  seed: number;
  steps: number;
  affiliates: number;
}

const MINUTE_MS = 60_000;
const FAULTY_PAYPAL_STEPS = 0.5;
const REFUSING_STEPS = 0.3;
const STALE_STEPS = 0.15;
const FAULTY_RUN_STEPS = 0.3;
const STORIES: [share: number, plan: (random: Random, affiliates: number) => Step[]][] = [
  [0.08, planOvertaking],
  [0.03, planChangeOfAccount],
  [0.03, planCompanysTrouble],
  [0.03, planRecall],
  [0.02, planFirstCorrections],
  [0.04, planRun],
  [0.02, (random) => [planAlone(random, { kind: 'backup' })]],
  [0.01, (random) => [planAlone(random, { kind: 'restore' })]],
];

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

/**
 * An admin starts a payout, and ends it by hand while the stream has it posted: busy items decide who comes
 * first.
 */
function planOvertaking(random: Random): Step[] {
  const pick = random.int(PICKS);
  const end = { kind: random.pick(['complete', 'fail'] as const), pick, aim: 'last' as const };
  const database = Array.from({ length: 2 + random.int(4) }, (_, index) => ({
    nth: 1 + index,
    kind: 'conflict' as const,
  }));
  const start = {
    ...QUIET,
    seed: random.int(PICKS),
    operations: [{ kind: 'start' as const, pick, aim: 'fit' as const }],
  };
  return [start, { ...start, seed: random.int(PICKS), operations: [end, { kind: 'deliver' }], database }];
}

/** A post is carried out and not answered; then the company changes its PayPal account, and the sync runs. */
function planChangeOfAccount(random: Random): Step[] {
  const start = { kind: 'start' as const, pick: random.int(PICKS), aim: 'fit' as const };
  return [
    planAlone(random, start),
    planAlone(random, { kind: 'deliver' }, [{ on: 'create', kind: 'status-after' }]),
    planAlone(random, { kind: 'change-paypal' }),
    planAlone(random, { kind: 'sync' }),
  ];
}

/** PayPal refuses the post of a payout that was just started for the company's sake. */
function planCompanysTrouble(random: Random): Step[] {
  const start = { kind: 'start' as const, pick: random.int(PICKS), aim: 'fit' as const };
  const refusal: CallFault = { on: 'create', kind: 'refuse', ...random.pick(COMPANYS) };
  return [planAlone(random, start), planAlone(random, { kind: 'deliver' }, [refusal])];
}

/** PayPal takes nothing back, or says that it did not. */
function planRecall(random: Random): Step[] {
  const recall = { kind: 'recall' as const, pick: random.int(PICKS), aim: 'fit' as const };
  return [planAlone(random, recall, [{ on: 'cancel', kind: random.pick(['status', 'status-after']) }])];
}

/** Two admins correct a payout at the same time that only another service has touched so far. */
function planFirstCorrections(random: Random, affiliates: number): Step[] {
  const pick = random.int(PICKS);
  return [
    planAlone(random, {
      kind: 'old-request',
      affiliate: random.int(affiliates),
      amount: 1000 + random.int(1000),
      status: 'completed',
      method: 'zelle',
      spelling: 'tidy',
      isDated: true,
    }),
    {
      ...QUIET,
      seed: random.int(PICKS),
      operations: [
        { kind: 'amend', pick, aim: 'last' },
        { kind: 'amend', pick: pick + 1, aim: 'last' },
      ],
    },
  ];
}

/** A confirmation and a file make some forty calls of the database, and any of them may go wrong. */
function planRun(random: Random): Step[] {
  return planRunOperations(random).map((operations) => ({
    ...QUIET,
    seed: random.int(PICKS),
    afterMs: 1000 + random.int(60_000) + Math.max(...operations.map(waitBefore)),
    operations,
    database: planCallFaults(random, FAULTY_RUN_STEPS, 40),
  }));
}

function planAlone(random: Random, operation: Operation, refusals: CallFault[] = []): Step {
  const afterMs = 1000 + waitBefore(operation);
  return { ...QUIET, seed: random.int(PICKS), afterMs, operations: [operation], refusals };
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

/** A sync asks about what has stood still for a while; no lease of a post lasts until a restore. */
export function waitBefore({ kind }: Operation): number {
  if (kind === 'daily-sync') return 21 * 60 * MINUTE_MS;
  if (kind === 'restore') return 2 * MINUTE_MS;
  if (kind === 'continue-runs') return MINUTE_MS;
  return kind === 'sync' ? 11 * MINUTE_MS : 0;
}

/** Whether PayPal may be asked at all: of any other step its faults would say nothing. */
function asksPaypal({ kind }: Operation): boolean {
  return ['deliver', 'webhooks', 'sync', 'daily-sync', 'complete', 'fail', 'recall'].includes(kind);
}
