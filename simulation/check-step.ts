import type { Payout } from '../libs/payouts/payout.ts';
import { type Account, committedOf } from './account.ts';
import { expectAnswers, expectLedger, expectToldTruth } from './invariants.ts';
import { explain } from './linearize.ts';
import type { Event, Operation, Request } from './operations.ts';
import type { Step } from './plan.ts';
import type { Run } from './run.ts';
import { movesIn, newPayoutsIn, readTruth, type Truth } from './stored-state.ts';
import { Violation } from './violation.ts';

/** What carries to the payouts what PayPal says, or sends them there. */
const FOLLOWERS = new Set<Operation['kind']>(['deliver', 'webhooks', 'sync', 'daily-sync']);

/** Judges what came of a step, and brings the models to where the store is. @throws Violation */
export async function judge(run: Run, events: Event[], step: Step): Promise<void> {
  run.record.push(...events);
  expectAnswers(run, events, step);
  const touched = new Set(events.map(({ affiliateId }) => affiliateId));
  for (const [affiliateId, account] of run.accounts) {
    if (step.operations.some(({ kind }) => mayMove(account, kind))) touched.add(affiliateId);
  }
  for (const affiliateId of touched) await judgeAffiliate(run, affiliateId, events, step);
  for (const { affiliateId, act, outcome } of events) {
    if (act.kind === 'request' && act.key !== undefined && outcome.kind === 'done')
      remember(run, affiliateId, act);
  }
  expectLedger(run);
  expectToldTruth(run);
}

/** Whether what runs by itself can have moved one of the payouts. What it moves in spite of that is found at the end. */
function mayMove({ payouts }: Account, kind: Operation['kind']): boolean {
  const all = Array.from(payouts.values());
  if (kind === 'release') return all.some(({ status }) => status === 'scheduled');
  if (!FOLLOWERS.has(kind)) return false;
  return all.some(({ onRail, status }) => onRail && (status === 'processing' || status === 'completed'));
}

function remember(run: Run, affiliateId: string, request: Request): void {
  if (run.keyed.some((each) => each.affiliateId === affiliateId && each.request.key === request.key)) return;
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

function describe(account: Account, events: Event[], { row, payouts, earned }: Truth): string {
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
