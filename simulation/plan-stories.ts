import type { CallFault } from '../local/paypal/faults.ts';
import type { OldRequest, OldStatus, Operation } from './operations.ts';
import { COMPANYS, planCallFaults } from './plan-faults.ts';
import { PICKS } from './plan-operations.ts';
import { planRunOperations } from './plan-runs.ts';
import { planAlone, QUIET, type Step, waitBefore } from './planned-step.ts';
import type { Random } from './random.ts';

const FAULTY_RUN_STEPS = 0.3;

/** Sequences that chance would hardly find, each with its share of a plan. */
export const STORIES: [share: number, plan: (random: Random, affiliates: number) => Step[]][] = [
  [0.08, planOvertaking],
  [0.03, planChangeOfAccount],
  [0.03, planCompanysTrouble],
  [0.03, planRecall],
  [0.02, planFirstCorrections],
  [0.04, planRun],
  [0.02, (random) => [planAlone(random, { kind: 'backup' })]],
  [0.01, (random) => [planAlone(random, { kind: 'restore' })]],
  [0.004, planSentSinceBackup],
];

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
    planAlone(random, planOldPayout(random, affiliates, 'completed', 'zelle')),
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

/**
 * What was in the hands of the old service when the backup was made is put back and sent to PayPal; then the
 * tables are restored.
 */
function planSentSinceBackup(random: Random, affiliates: number): Step[] {
  const pick = () => random.int(PICKS / 5) * 5;
  return [
    planAlone(random, planOldPayout(random, affiliates, 'processing', 'paypal')),
    planAlone(random, { kind: 'backup' }),
    // The old function sets what is divisible by five back to pending.
    planAlone(random, { kind: 'old-status', pick: pick(), aim: 'last' }),
    planAlone(random, { kind: 'start', pick: pick(), aim: 'last' }),
    planAlone(random, { kind: 'deliver' }),
    planAlone(random, { kind: 'restore' }),
    planAlone(random, { kind: 'fail', pick: pick(), aim: 'last' }),
    planAlone(random, { kind: 'settle' }),
  ];
}

function planOldPayout(
  random: Random,
  affiliates: number,
  status: OldStatus,
  method: OldRequest['method'],
): Operation {
  return {
    kind: 'old-request',
    affiliate: random.int(affiliates),
    amount: 1000 + random.int(1000),
    status,
    method,
    spelling: 'tidy',
    isDated: true,
  };
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
