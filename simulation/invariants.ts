import { contextOf } from '../testing/call.ts';
import { expectTold } from './letters.ts';
import { expectListed } from './lists.ts';
import { type Event, nameOf } from './operations.ts';
import { itemsOf, PAYOUTS_REASON } from './paypal-account.ts';
import type { Step } from './planned-step.ts';
import { payoutsOf, type Run } from './run.ts';
import { expectRuns } from './runs/expect-runs.ts';
import { readState } from './stored-state.ts';
import { Violation } from './violation.ts';

/** What has left PayPal for a payout, and is still there. */
const KEPT = 'SUCCESS';
const FORGOTTEN_MS = 29 * 24 * 60 * 60 * 1000;
const UNDECIDED = new Set(['PENDING', 'UNCLAIMED', 'ONHOLD']);

/** I3, I9 and I10, as far as the answers alone tell. @throws Violation */
export function expectAnswers(run: Run, events: Event[], step: Step): void {
  const isDisturbed = step.database.length + step.paypal.length > 0;
  for (const { act, outcome, affiliateId } of events) {
    const isRace = step.operations.length > 1;
    if (outcome.kind === 'unknown' && !isDisturbed)
      throw new Violation(`A ${act.kind} ended in ${outcome.status} without a fault.`);
    if (outcome.kind === 'refused' && outcome.code === 'try_again' && !isDisturbed && !isRace) {
      throw new Violation(`A ${act.kind} was told to try again, and nothing was in its way.`);
    }
    if (outcome.kind !== 'done' || !outcome.answer) continue;
    expectPrivate(run, affiliateId, outcome.answer.text);
    if (act.kind === 'request' && act.key !== undefined)
      expectFirstAnswer(run, `${nameOf(act)} of ${affiliateId}`, outcome.answer.text);
  }
  const wrong = run.workers.takeAnswers().find(({ status, isOurs }) => !isFitting(status, isOurs));
  if (wrong && !isDisturbed) throw new Violation(`A webhook was answered ${wrong.status} without a fault.`);
}

/** The signature of an event from an account that is not set up cannot be verified. */
function isFitting(status: number, isOurs: boolean): boolean {
  return isOurs ? status === 200 || status === 503 : status === 401;
}

function expectFirstAnswer({ firstAnswers }: Run, key: string, text: string): void {
  const first = firstAnswers.get(key);
  if (first !== undefined && first !== text)
    throw new Violation(`${key} was answered ${first}, and then ${text}`);
  firstAnswers.set(key, text);
}

/** An answer says nothing of another affiliate. */
function expectPrivate({ people }: Run, affiliateId: string, text: string): void {
  const other = people.find(({ affiliate_id, user_id }) => {
    const isOwn = affiliate_id === affiliateId;
    return !isOwn && (text.includes(`"${affiliate_id}"`) || text.includes(`"${user_id}"`));
  });
  if (other) throw new Violation(`${affiliateId} was told of ${other.affiliate_id}: ${text}`);
}

/**
 * PayPal pays a payout once, as it was asked for, and only while it has not given the money back. @throws
 * Violation
 */
export function expectLedger(run: Run): void {
  const { system } = run;
  const payouts = payoutsOf(run);
  const paid = new Set<string>();
  for (const { payout_item, transaction_status, transaction_id } of itemsOf(system.paypals)) {
    if (transaction_status !== KEPT) continue;
    const { sender_item_id = '', amount, receiver } = payout_item;
    if (paid.has(sender_item_id)) throw new Violation(`PayPal has paid ${sender_item_id} twice.`);
    paid.add(sender_item_id);
    const payout = payouts.get(sender_item_id);
    if (payout?.status !== 'processing' && payout?.status !== 'completed') {
      throw new Violation(`PayPal has paid ${sender_item_id}, which is ${payout?.status}.`);
    }
    if (centsOf(amount) !== payout.amount || receiver !== payout.receiver) {
      throw new Violation(`PayPal has paid ${amount.value} to ${receiver} for ${sender_item_id}.`);
    }
    if (payout.status === 'completed' && payout.transactionId !== transaction_id) {
      throw new Violation(
        `PayPal has paid ${sender_item_id} by ${transaction_id}, and a person by ${payout.transactionId}.`,
      );
    }
  }
}

/**
 * A payout fails by PayPal's word only if PayPal had an item for it, or refused it for its own sake: what the
 * company has to clear fails nothing. @throws Violation
 */
export function expectOwnFailures(run: Run): void {
  const items = itemsAt(run);
  for (const [id, { status, history }] of payoutsOf(run)) {
    const last = history?.at(-1);
    if (status !== 'failed' || last?.by !== 'paypal' || items.has(id)) continue;
    if (!last.reason?.includes(PAYOUTS_REASON))
      throw new Violation(`${id} has failed, and PayPal did not refuse it: ${last.reason}`);
  }
}

/** Everything that must hold once nothing is under way any more. @throws Violation */
export async function expectEnd(run: Run): Promise<void> {
  if (!run.workers.isIdle()) throw new Violation('Something still waits for another try.');
  expectSettled(run);
  expectDone(run);
  expectTold(run);
  await expectConserved(run);
  await expectRuns(run);
  await expectReconciled(run);
  for (const { affiliate_id, user_id } of run.people) await expectListed(run, affiliate_id, user_id);
  const [violation] = run.system.database.violations();
  if (violation) throw new Violation(violation);
}

/** Each payout that PayPal carries has the status that PayPal's item says. */
function expectSettled(run: Run): void {
  const payouts = payoutsOf(run);
  for (const [id, { transaction_status: item }] of itemsAt(run)) {
    const expected = item === KEPT ? 'completed' : UNDECIDED.has(item) ? 'processing' : 'failed';
    const { status, onRail } = payouts.get(id) ?? {};
    // After 29 days without a clear answer only a person may decide, and the money stays held.
    if (expected === 'failed' && status === 'processing' && isForgotten(run, id)) continue;
    // A restore forgets for good what was sent, or the payout itself, if nothing of it is out.
    if (expected === 'failed' && !onRail && run.postedBefore.has(id)) continue;
    if (status !== expected) throw new Violation(`PayPal says ${item} of ${id}, which is ${status}.`);
  }
}

function isForgotten({ system }: Run, id: string): boolean {
  const posted = system.paypals
    .flatMap(({ simulator }) => simulator.batches())
    .find(({ batch_header }) => batch_header.sender_batch_header.sender_batch_id === id);
  return system.clock.ms - Date.parse(posted?.batch_header.time_created ?? '') > FORGOTTEN_MS;
}

/** What PayPal knows, by our ids. */
function itemsAt({ system }: Run) {
  // A batch that was denied has freed its id: the last one counts.
  return new Map(itemsOf(system.paypals).map((item) => [item.payout_item.sender_item_id ?? '', item]));
}

/** I8, as an operator would look at it. @throws Violation */
export async function expectReconciled({ system }: Run): Promise<void> {
  await system.reconcile({}, contextOf({ remainingMs: 900_000 })).catch((error: Error) => {
    throw new Violation(error.message);
  });
}

/**
 * Money is conserved over the whole world: what PayPal and the people have paid out for an affiliate, and
 * not got back, is what their row calls paid.
 */
async function expectConserved({ system, accounts, ledger }: Run): Promise<void> {
  const kept = itemsOf(system.paypals).filter(({ transaction_status }) => transaction_status === KEPT);
  const byPaypal = new Map(
    kept.map(({ payout_item: { sender_item_id = '', amount } }) => [sender_item_id, centsOf(amount)]),
  );
  for (const [affiliateId, { payouts }] of accounts) {
    const { row } = await readState(system.store, affiliateId, []);
    const out = Array.from(payouts, ([id, payout]) => (byPaypal.get(id) ?? 0) + ledger.netOf(id, payout));
    const sum = out.reduce((one, other) => one + other, 0);
    if (sum !== row?.paid)
      throw new Violation(`${affiliateId} has got ${sum}, and the row says that ${row?.paid} are paid.`);
  }
}

/** What was to come by itself has come: the time of what was scheduled, and the post of what was started. */
function expectDone(run: Run): void {
  const items = itemsAt(run);
  for (const [id, { status, onRail }] of payoutsOf(run)) {
    if (status === 'scheduled') throw new Violation(`${id} is still scheduled, and its time has come.`);
    if (onRail && status === 'processing' && !items.has(id))
      throw new Violation(`${id} is processing, and PayPal was never asked to pay it.`);
  }
}

/** An amount of PayPal's, in cents. */
function centsOf({ value }: { value: string }): number {
  return Math.round(Number(value) * 100);
}
