import type { Affiliate } from '../libs/affiliates.ts';
import type { Payout } from '../libs/payouts.ts';
import { choose, perform, requesting } from './acts.ts';
import { expectAnswers, expectEnd, expectLedger } from './invariants.ts';
import { type Account, committedOf } from './model.ts';
import type { Event, Request } from './operations.ts';
import { addPerson } from './people.ts';
import { type PlannedFault, type PlanOptions, type Step, waitBefore } from './plan.ts';
import type { FaultFor, FaultKind } from './proxy/faults.ts';
import { seededRandom } from './random.ts';
import { explain } from './search.ts';
import type { System } from './system.ts';
import { accountOf, movesIn, newPayoutsIn, readTruth } from './truth.ts';
import { Violation } from './violation.ts';
import { createWorkers, isWorker, movesPayouts, type Workers } from './workers.ts';

/** A run as it stands: the people, the model of each one's account, and the record. */
export interface Run {
  system: System;
  workers: Workers;
  people: Affiliate[];
  accounts: Map<string, Account>;
  record: Event[];
  /** The calls with a key, so that they can be repeated; and what each was answered first. */
  keyed: { affiliateId: string; request: Request }[];
  firstAnswers: Map<string, string>;
  nextNumber(): number;
  /** The payouts that a step can be taken with: those that have not ended, and a few of those that have. */
  lately(): { payoutId: string; affiliateId: string; userId: string }[];
}

/** Opens a run on a system with nothing in it. */
export async function openRun(system: System, { seed, affiliates }: PlanOptions): Promise<Run> {
  const random = seededRandom(seed);
  const people: Affiliate[] = [];
  const accounts = new Map<string, Account>();
  for (let number = 0; number < affiliates; number++) {
    const { affiliate, records } = await addPerson(system.store, random, number);
    people.push(affiliate);
    accounts.set(affiliate.affiliate_id, accountOf(affiliate, records));
  }
  let number = 0;
  const run: Run = {
    system,
    workers: createWorkers(system),
    people,
    accounts,
    record: [],
    keyed: [],
    firstAnswers: new Map(),
    nextNumber: () => number++,
    lately: () => candidates(run),
  };
  return run;
}

const ENDED_KEPT = 5;

function candidates({ people, accounts }: Run) {
  return people.flatMap(({ affiliate_id: affiliateId, user_id: userId }) => {
    const payouts = Array.from(accounts.get(affiliateId)?.payouts ?? []);
    const isOpen = ([, { status }]: (typeof payouts)[number]) =>
      ['scheduled', 'pending', 'processing'].includes(status);
    const chosen = [...payouts.filter(isOpen), ...payouts.filter((each) => !isOpen(each)).slice(-ENDED_KEPT)];
    return chosen.map(([payoutId]) => ({ payoutId, affiliateId, userId }));
  });
}

/** Takes one step: everything in it at once, with its faults; then judges what came of it. @throws Violation */
export async function takeStep(run: Run, step: Step): Promise<void> {
  const { system, workers } = run;
  system.clock.ms += step.afterMs;
  const choices = step.operations.flatMap((operation) => choose(run, operation) ?? []);
  const random = seededRandom(step.seed);
  system.database.plan(faultsOf(step.database, step));
  system.paypal.plan(faultsOf(step.paypal));
  const events = Promise.all(choices.map(perform));
  const running = step.operations.filter(isWorker).map(({ kind }) => workers.run(kind, random));
  await Promise.all([events, ...running]);
  await Promise.all([system.database.settled(), system.paypal.settled()]);
  system.database.plan();
  system.paypal.plan();
  await judge(run, await events, step);
  await converge(run, await events);
}

/** Whoever got no answer, or one that says nothing, asks again under the same key until one comes: at once, where nothing goes wrong. */
async function converge(run: Run, events: Event[]): Promise<void> {
  for (const { act, affiliateId, outcome } of events) {
    const isOpen = outcome.kind === 'unknown' || (outcome.kind === 'refused' && outcome.code === 'try_again');
    if (act.kind !== 'request' || act.key === undefined || !isOpen) continue;
    await judge(run, [await perform(requesting(run, affiliateId, act))], QUIET);
  }
}

const QUIET: Step = {
  seed: 0,
  afterMs: 0,
  operations: [],
  database: [],
  paypal: [],
  hasShortPages: false,
  isStale: false,
};

async function judge(run: Run, events: Event[], step: Step): Promise<void> {
  run.record.push(...events);
  expectAnswers(run, events, step);
  const touched = new Set(step.operations.some(movesPayouts) ? run.accounts.keys() : []);
  for (const { affiliateId } of events) touched.add(affiliateId);
  for (const affiliateId of touched) await judgeAffiliate(run, affiliateId, events, step);
  for (const { affiliateId, act, outcome } of events) {
    if (act.kind === 'request' && act.key !== undefined && outcome.kind === 'done')
      remember(run, affiliateId, act);
  }
  await expectLedger(run);
}

function remember(run: Run, affiliateId: string, request: Request): void {
  if (run.keyed.some(({ request: { key } }) => key === request.key)) return;
  run.keyed.push({ affiliateId, request });
}

async function judgeAffiliate(run: Run, affiliateId: string, events: Event[], step: Step): Promise<void> {
  const account = run.accounts.get(affiliateId);
  if (!account) throw new Error(`There is no account ${affiliateId}.`);
  const truth = await readTruth(run.system.store, affiliateId);
  const moves = movesIn(truth, account);
  const own = events.filter((event) => event.affiliateId === affiliateId);
  const isDisturbed = step.database.length > 0;
  const hints = { newPayouts: newPayoutsIn(truth, account), isDisturbed, isStale: step.isStale };
  const next = explain(account, [...moves, ...own], truth, hints);
  if (!next) throw new Violation(describe(account, [...moves, ...own], truth));
  run.accounts.set(affiliateId, next);
}

function describe(
  account: Account,
  events: Event[],
  { row, payouts, earned }: Awaited<ReturnType<typeof readTruth>>,
): string {
  const lines = events.map(({ act, outcome }) => `  ${JSON.stringify(act)} → ${describeOutcome(outcome)}`);
  const before = Array.from(account.payouts, ([id, { amount, status }]) => `${id} ${amount} ${status}`);
  const stored = payouts.map(({ payout_id, amount, status }: Payout) => `${payout_id} ${amount} ${status}`);
  const changed = [
    ...before.filter((line) => !stored.includes(line)).map((line) => `  - ${line}`),
    ...stored.filter((line) => !before.includes(line)).map((line) => `  + ${line}`),
  ];
  return [
    'No order of these explains what was answered and what is stored:',
    ...lines,
    `  before: ${account.isActive ? 'active' : 'closed'}, earned ${account.earned}, committed ${committedOf(account)}, ${before.length} payouts;`,
    `  after: earned ${earned}, counters ${JSON.stringify(row)}, ${stored.length} payouts; and these changes:`,
    ...changed,
  ].join('\n');
}

function describeOutcome(outcome: Event['outcome']): string {
  if (outcome.kind === 'done') return `done ${outcome.answer?.text ?? ''}`;
  return JSON.stringify(outcome);
}

/** The faults of a step: those of single calls, by the call's number since its beginning, and those of all its queries. */
function faultsOf(
  planned: PlannedFault<FaultKind>[],
  { hasShortPages, isStale }: Pick<Step, 'hasShortPages' | 'isStale'> = QUIET,
): FaultFor {
  let calls = 0;
  return ({ operation, input }) => {
    const nth = calls++;
    const fault = planned.find((each) => each.nth === nth);
    if (fault) return fault;
    if (isStale && input?.IndexName) return { kind: 'stale' };
    return hasShortPages && operation === 'Query' && !input?.Limit
      ? { kind: 'short_page', limit: 2 }
      : undefined;
  };
}

/** Lets everything come to its end, with nothing going wrong any more, and judges the whole. @throws Violation */
export async function finish(run: Run): Promise<void> {
  const step = (kind: 'deliver' | 'webhooks' | 'settle' | 'sync' | 'daily-sync' | 'release'): Step => ({
    ...QUIET,
    afterMs: 1000 + waitBefore({ kind }),
    operations: [{ kind }],
  });
  for (let round = 0; round < 5; round++) {
    for (const kind of ['release', 'deliver', 'sync', 'settle', 'webhooks', 'daily-sync'] as const) {
      await takeStep(run, step(kind));
    }
  }
  await expectEnd(run);
}
