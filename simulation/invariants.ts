import { contextOf } from '../testing/call.ts';
import type { ModelPayout } from './account.ts';
import { expectListed } from './lists.ts';
import type { Event } from './operations.ts';
import type { Step } from './plan.ts';
import type { Run } from './run.ts';
import { Violation } from './violation.ts';
import { itemsOf } from './workers.ts';

/** What has left PayPal for a payout, and is still there. */
const KEPT = 'SUCCESS';
const FORGOTTEN_MS = 29 * 24 * 60 * 60 * 1000;
const UNDECIDED = new Set(['PENDING', 'UNCLAIMED', 'ONHOLD']);

/** How the mails that tell of an end end in their subject. */
const PAID = ' is paid';
const ENDS: Record<string, RegExp> = {
  completed: / is paid\./,
  failed: / could not be paid\.| came back\./,
  cancelled: / is cancelled\./,
};

/** I3, I9 and I10: what can be said of the answers alone. @throws Violation */
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
      expectFirstAnswer(run, `${act.key} of ${affiliateId}`, outcome.answer.text);
  }
  const webhooks = run.workers.takeAnswers().filter(({ status }) => status !== 200 && status !== 503);
  if (webhooks.length > 0 && !isDisturbed)
    throw new Violation(`A webhook was answered ${webhooks[0]?.status} without a fault.`);
}

function expectFirstAnswer({ firstAnswers }: Run, key: string, text: string): void {
  const first = firstAnswers.get(key);
  if (first !== undefined && first !== text)
    throw new Violation(`${key} was answered ${first}, and then ${text}`);
  firstAnswers.set(key, text);
}

/** Nobody is told of anybody else. */
function expectPrivate({ people }: Run, affiliateId: string, text: string): void {
  const other = people.find(({ affiliate_id, user_id }) => {
    const isOwn = affiliate_id === affiliateId;
    return !isOwn && (text.includes(`"${affiliate_id}"`) || text.includes(`"${user_id}"`));
  });
  if (other) throw new Violation(`${affiliateId} was told of ${other.affiliate_id}: ${text}`);
}

/** Money goes out once, as it was asked for, by nobody else as well, and only for payouts that have not given it back. @throws Violation */
export function expectLedger(run: Run): void {
  const { system } = run;
  const payouts = payoutsOf(run);
  const paid = new Set<string>();
  for (const { payout_item, transaction_status, transaction_id } of itemsOf(system.simulator)) {
    if (transaction_status !== KEPT) continue;
    const { sender_item_id = '', amount, receiver } = payout_item;
    if (paid.has(sender_item_id)) throw new Violation(`PayPal has paid ${sender_item_id} twice.`);
    paid.add(sender_item_id);
    const payout = payouts.get(sender_item_id);
    if (payout?.status !== 'processing' && payout?.status !== 'completed') {
      throw new Violation(`PayPal has paid ${sender_item_id}, which is ${payout?.status}.`);
    }
    if (Math.round(Number(amount.value) * 100) !== payout.amount || receiver !== payout.receiver) {
      throw new Violation(`PayPal has paid ${amount.value} to ${receiver} for ${sender_item_id}.`);
    }
    if (payout.status === 'completed' && payout.transactionId !== transaction_id) {
      throw new Violation(
        `PayPal has paid ${sender_item_id} by ${transaction_id}, and somebody by ${payout.transactionId}.`,
      );
    }
  }
}

/** Everything that must hold once nothing is under way any more. @throws Violation */
export async function expectEnd(run: Run): Promise<void> {
  if (!run.workers.isIdle()) throw new Violation('Something still waits for another try.');
  expectSettled(run);
  expectDone(run);
  await expectReconciled(run);
  for (const { affiliate_id, user_id } of run.people) await expectListed(run, affiliate_id, user_id);
  const [violation] = run.system.database.violations();
  if (violation) throw new Violation(violation);
}

function payoutsOf({ accounts }: Run): Map<string, ModelPayout> {
  return new Map(Array.from(accounts.values()).flatMap(({ payouts }) => Array.from(payouts)));
}

/** Each payout on PayPal's rail is where PayPal says that it is. */
function expectSettled(run: Run): void {
  const payouts = payoutsOf(run);
  for (const [id, { transaction_status: item }] of itemsAt(run)) {
    const expected = item === KEPT ? 'completed' : UNDECIDED.has(item) ? 'processing' : 'failed';
    const { status } = payouts.get(id) ?? {};
    // After 29 days without a clear answer only a person may decide, and the money stays held.
    if (expected === 'failed' && status === 'processing' && isForgotten(run, id)) continue;
    if (status !== expected) throw new Violation(`PayPal says ${item} of ${id}, which is ${status}.`);
  }
}

function isForgotten({ system }: Run, id: string): boolean {
  const posted = system.simulator
    .batches()
    .find(({ batch_header }) => batch_header.sender_batch_header.sender_batch_id === id);
  return system.clock.ms - Date.parse(posted?.batch_header.time_created ?? '') > FORGOTTEN_MS;
}

/** What PayPal knows, by our ids. */
function itemsAt({ system }: Run) {
  // A batch that was denied has freed its id: the last one counts.
  return new Map(itemsOf(system.simulator).map((item) => [item.payout_item.sender_item_id ?? '', item]));
}

/** I8, as an operator would look at it. */
async function expectReconciled({ system }: Run): Promise<void> {
  await system.reconcile({}, contextOf({ remainingMs: 900_000 })).catch((error: Error) => {
    throw new Violation(error.message);
  });
}

/** Whoever is told that a payout is paid has one that was, at that moment; and nobody is told anything twice. @throws Violation */
export function expectToldTruth(run: Run): void {
  const byReceiver = new Map(Array.from(payoutsOf(run).values(), (payout) => [payout.receiver, payout]));
  const told = new Set<string>();
  for (const { to, subject } of run.system.mails) {
    const payout = byReceiver.get(to);
    // No mail goes out in a step in which its note could be lost.
    if (payout && told.has(`${to} ${subject}`)) throw new Violation(`${to} was told "${subject}" twice.`);
    told.add(`${to} ${subject}`);
    if (subject.endsWith(PAID) && payout && payout.transactionId === undefined)
      throw new Violation(`${to} was told "${subject}", and the payout is ${payout.status}.`);
  }
}

/** What was to come by itself has come: the time of what was scheduled, the post of what was started, and word of each end. */
function expectDone(run: Run): void {
  const items = itemsAt(run);
  const told = new Map<string, string>();
  for (const { to, subject } of run.system.mails) told.set(to, `${told.get(to) ?? ''}${subject}.`);
  for (const [id, { status, steps, receiver, onRail }] of payoutsOf(run)) {
    if (status === 'scheduled') throw new Violation(`${id} is still scheduled, and its time has come.`);
    if (onRail && status === 'processing' && !items.has(id))
      throw new Violation(`${id} is processing, and PayPal was never asked to pay it.`);
    const end = steps > 1 && !run.workers.givenUp.has(id) ? ENDS[status] : undefined;
    if (end && !end.test(told.get(receiver) ?? ''))
      throw new Violation(`${id} is ${status}, and ${receiver} was not told.`);
  }
}
