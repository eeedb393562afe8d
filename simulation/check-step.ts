import { expectAnswers, expectLedger, expectOwnFailures } from './invariants.ts';
import { expectToldTruth } from './letters.ts';
import { type Account, committedOf, isCounted } from './model/account.ts';
import { meaningOf } from './model/bank.ts';
import { explain, factsOf, factsOfModel } from './model/linearize.ts';
import { type Event, nameOf, type Operation, type Request } from './operations.ts';
import type { Step } from './planned-step.ts';
import type { Run } from './run.ts';
import { affiliatesIn, judgeRuns } from './runs/judge.ts';
import type { RunEvent } from './runs/operations.ts';
import { movesIn, newPayoutsIn, readState, type StoredState } from './stored-state.ts';
import { Violation } from './violation.ts';

/** What carries to the payouts what PayPal says, or sends them there. */
const FOLLOWERS = new Set<Operation['kind']>(['deliver', 'webhooks', 'sync', 'daily-sync']);

/** Judges what came of a step, and brings the models up to the stored state. @throws Violation */
export async function judge(
  run: Run,
  events: Event[],
  step: Step,
  runEvents: RunEvent[] = [],
): Promise<void> {
  run.record.push(...events);
  expectAnswers(run, events, step);
  expectAlarm(run, events, step);
  const touched = new Set([
    ...events.map(({ affiliateId }) => affiliateId),
    ...affiliatesIn(run, step, runEvents),
  ]);
  for (const [affiliateId, account] of run.accounts) {
    if (step.operations.some(({ kind }) => mayMove(account, kind))) touched.add(affiliateId);
  }
  const moves: Event[] = [];
  for (const affiliateId of touched) moves.push(...(await judgeAffiliate(run, affiliateId, events, step)));
  judgeRuns(run, runEvents, moves, step);
  for (const { affiliateId, act, outcome } of events) {
    if (act.kind === 'request' && act.key !== undefined && outcome.kind === 'done')
      remember(run, affiliateId, act);
  }
  if (run.isRestoring) return;
  expectLedger(run);
  expectOwnFailures(run);
  expectToldTruth(run);
  if (isDrained(run, step)) expectCounted(run);
}

/** What the bank says against our books is told to a person; what it says with them is not. */
function expectAlarm(run: Run, events: Event[], step: Step): void {
  const [event] = events;
  if (step.operations.length !== 1 || event?.act.kind !== 'bank' || event.outcome.kind === 'unknown') return;
  if (event.outcome.kind === 'refused' && event.outcome.code !== 'invalid_transition') return;
  const { act } = event;
  const payout = run.payout(act.payoutId);
  const meaning = payout && meaningOf(payout, act);
  const isAlarming = meaning === 'contradiction' || meaning === 'too early';
  const isAlarmed = run.logs
    .takeAlarms()
    .some((alarm) => alarm.event === 'zelle-mismatch' && alarm.payoutId === act.payoutId);
  if (isAlarming === isAlarmed) return;
  throw new Violation(
    `The bank said ${act.word} of a payout that is ${payout?.status}, ${isAlarmed ? 'and' : 'without'} an alarm.`,
  );
}

/**
 * Whether what runs by itself can have moved or counted one of the payouts. What it moves in spite of that
 * is found at the end.
 */
function mayMove({ payouts, isOpen }: Account, kind: Operation['kind']): boolean {
  const all = Array.from(payouts.values());
  if (kind === 'open') return !isOpen || all.some((payout) => !isCounted(payout));
  if (kind === 'release') return all.some(({ status }) => status === 'scheduled');
  if (!FOLLOWERS.has(kind)) return false;
  if (kind === 'deliver' && all.some((payout) => !isCounted(payout))) return true;
  return all.some(({ onRail, status }) => onRail && (status === 'processing' || status === 'completed'));
}

function isDrained({ workers }: Run, { operations, database }: Step): boolean {
  return (
    operations.length === 1 &&
    operations[0]?.kind === 'deliver' &&
    database.length === 0 &&
    workers.hasReadStream()
  );
}

/**
 * I8: once the stream has been read, the row counts each payout as what it is, and names what cannot be
 * read. @throws Violation
 */
export function expectCounted({ accounts, workers }: Run): void {
  for (const [affiliateId, { isOpen, payouts, unreadable }] of accounts) {
    for (const [id, payout] of payouts) {
      const isOld = !isOpen && id.startsWith('old-');
      const isKnown = payout.isReadable ? isCounted(payout) && !unreadable.has(id) : unreadable.has(id);
      if (isKnown || isOld || workers.givenUp.has(id)) continue;
      throw new Violation(`${id} of ${affiliateId} is ${payout.status}, and is counted as ${payout.mark}.`);
    }
  }
}

function remember(run: Run, affiliateId: string, request: Request): void {
  const name = nameOf(request);
  if (run.keyed.some((each) => each.affiliateId === affiliateId && nameOf(each.request) === name)) return;
  run.keyed.push({ affiliateId, request });
}

/** @returns what happened by itself, or in a run */
async function judgeAffiliate(run: Run, affiliateId: string, events: Event[], step: Step): Promise<Event[]> {
  const account = run.accounts.get(affiliateId);
  if (!account) throw new Error(`There is no account ${affiliateId}.`);
  const own = events.filter((event) => event.affiliateId === affiliateId);
  const stored = await readState(run.system.store, affiliateId, unlistedIn(account, own));
  const moves = movesIn(stored, account);
  const isDisturbed = step.database.length > 0;
  const now = new Date(run.system.clock.ms).toISOString();
  const hints = {
    newPayouts: newPayoutsIn(stored, account),
    isDisturbed,
    isStale: step.isStale,
    earnings: [account.earned, ...own.flatMap(({ act }) => ('earned' in act ? act.earned : []))],
    now,
    runs: run.runs,
  };
  const next = explain(account, [...moves, ...own], stored, hints);
  if (!next) throw new Violation(describe(account, [...moves, ...own], stored));
  run.accounts.set(affiliateId, next);
  return moves;
}

/** The payouts that the index may not show. */
function unlistedIn({ payouts }: Account, events: Event[]): string[] {
  const known = Array.from(payouts).filter(([, { isListed }]) => !isListed);
  const written = events.flatMap(({ act }) =>
    act.kind === 'old-request' && act.isWritten ? act.payoutId : [],
  );
  return [...known.map(([id]) => id), ...written];
}

function describe(
  account: Account,
  events: Event[],
  { row, payouts, earned, standing }: StoredState,
): string {
  const lines = events.map(({ act, outcome }) => `  ${JSON.stringify(act)} → ${describeOutcome(outcome)}`);
  const before = Array.from(account.payouts, ([id, payout]) => `${id} ${factsOfModel(payout)}`);
  const after = payouts.map((payout) => `${payout.id} ${factsOf(payout)}`);
  const changed = [
    ...before.filter((line) => !after.includes(line)).map((line) => `  - ${line}`),
    ...after.filter((line) => !before.includes(line)).map((line) => `  + ${line}`),
  ];
  const counters = row && { ...row, unreadable: [...row.unreadable] };
  return [
    'No order of these explains what was answered and what is stored:',
    ...lines,
    `  before: ${account.standing}, ${account.isOpen ? 'open' : 'no row'}, earned ${account.earned}, committed ${committedOf(account)}, unreadable ${JSON.stringify([...account.unreadable])}, ${before.length} payouts;`,
    `  after: ${standing}, earned ${earned}, counters ${JSON.stringify(counters)}, ${payouts.length} payouts; and these changes:`,
    ...changed,
  ].join('\n');
}

function describeOutcome(outcome: Event['outcome']): string {
  const isReplay = outcome.kind === 'done' && outcome.answer?.headers['idempotency-replayed'];
  if (outcome.kind === 'done') return `done${isReplay ? ', a replay' : ''} ${outcome.answer?.text ?? ''}`;
  return JSON.stringify(outcome);
}
