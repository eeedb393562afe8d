import { contextOf } from '../testing/call.ts';
import { perform } from './actions/choose.ts';
import { correcting, dating, type Known, recording } from './actions/corrections.ts';
import { move } from './actions/payouts.ts';
import { putBack } from './backup.ts';
import { judge } from './check-step.ts';
import { expectReconciled } from './invariants.ts';
import { lettersOf } from './letters.ts';
import { type ModelPayout, wasPaidByPaypal } from './model/account.ts';
import type { Choice } from './operations.ts';
import { idsAt, itemsOf, type PaypalAccount } from './paypal-account.ts';
import { QUIET, type Step } from './planned-step.ts';
import { type Play, putInOrder } from './put-in-order.ts';
import type { Run } from './run.ts';

/** Payouts by their ids, and whose they are. */
type Payouts = Map<string, { affiliateId: string; payout: ModelPayout }>;

/** What PayPal says of an item that it has neither paid nor still to decide: nothing of it is out. */
const NOT_OUT = new Set(['FAILED', 'BLOCKED', 'RETURNED', 'REFUNDED', 'REVERSED']);
const OPEN = ['scheduled', 'pending', 'processing'];

/**
 * The tables are put back to the instant of the last backup, and an operator does what `docs/operate.md`
 * says under "Restore", before the first request. @throws Violation
 */
export async function restore(run: Run, play: Play): Promise<void> {
  if (!run.backup) return;
  const lost = payoutsIn(run);
  run.toldBefore = lettersOf(run);
  run.postedBefore = new Set(idsAt(run.system.paypals));
  run.isRestoring = true;
  // What PayPal has accepted once, it does not call invalid when it comes again.
  for (const { simulator } of run.system.paypals) simulator.clearFaults();
  await putBack(run, run.backup);
  forgetLetters(run);
  await putInOrder(run, play);
  for (const choice of correctionsOf(run, lost)) await take(run, choice);
  await play(run, { kind: 'open' });
  await play(run, { kind: 'release' });
  const present = run.system.paypals.indexOf(run.system.paypal);
  for (const [index, account] of run.system.paypals.entries()) {
    run.system.changePaypal(index);
    await sendAgain(run, account);
  }
  run.system.changePaypal(present);
  await run.system.sweep({ skip: true }, contextOf({ remainingMs: 300_000 }));
  await play(run, { kind: 'deliver' });
  await play(run, { kind: 'open' });
  run.isRestoring = false;
  await expectReconciled(run);
  await judge(run, [], QUIET);
}

function payoutsIn({ accounts }: Run): Payouts {
  return new Map(
    Array.from(accounts).flatMap(([affiliateId, { payouts }]) =>
      Array.from(payouts, ([payoutId, payout]) => [payoutId, { affiliateId, payout }] as const),
    ),
  );
}

/** The new table's stream has no records of earlier changes. */
function forgetLetters(run: Run): void {
  for (const [payoutId] of payoutsIn(run)) run.untold.add(payoutId);
}

/**
 * What the tables must be told: what was paid by hand since the instant, what came back by hand, and what is
 * at PayPal under an id that they do not know, or that they call failed. A payout in no index gets the time
 * that `openBalances` finds payouts by, because the stream that would have told of it is gone.
 */
function correctionsOf(run: Run, lost: Payouts): Choice[] {
  const present = payoutsIn(run);
  const atPaypal = new Set(
    itemsOf(run.system.paypals)
      .filter(({ transaction_status }) => !NOT_OUT.has(transaction_status))
      .map(({ payout_item }) => payout_item.sender_item_id),
  );
  return Array.from(lost).flatMap(([payoutId, { affiliateId, payout }]) => {
    const known: Known = { affiliateId, payoutId, payout };
    const now = present.get(payoutId)?.payout;
    const out = run.ledger.netOf(payoutId, payout) > 0 ? 'by hand' : atPaypal.has(payoutId) && 'by PayPal';
    if (now) return [...(now.isListed ? [] : [dating(run, known)]), ...corrected(run, known, now, out)];
    forgetKeyOf(run, known);
    return out ? [recording(run, known, out === 'by hand' ? 'completed' : 'pending')] : [];
  });
}

/** Corrects a payout on record to what became of its money, unless PayPal will say so itself. */
function corrected(run: Run, known: Known, now: ModelPayout, out: 'by hand' | 'by PayPal' | false): Choice[] {
  const isBooked = now.status === 'completed' && !wasPaidByPaypal(now);
  if (out === 'by hand') return isBooked ? [] : [correcting(run, known, 'completed')];
  const isGivenBack = now.status === 'failed' || now.status === 'cancelled';
  const isInOtherHands = now.status === 'processing' && !now.onRail;
  if (out === 'by PayPal')
    return isGivenBack || isBooked || isInOtherHands ? [correcting(run, known, 'pending')] : [];
  return isBooked ? [correcting(run, known, 'failed')] : [];
}

/** A caller who repeats a request that was put on record by hand is told that the key is in use. */
function forgetKeyOf(run: Run, { payout }: Known): void {
  run.keyed = run.keyed.filter(({ request }) =>
    request.body.every(({ payment_email }) => payment_email !== payout.receiver),
  );
}

/** Posts each open payout that this account has an item of once more: PayPal answers with its batch. */
async function sendAgain(run: Run, account: PaypalAccount): Promise<void> {
  for (const payoutId of new Set(idsAt([account]))) {
    const { affiliateId = '', payout } = payoutsIn(run).get(payoutId) ?? {};
    if (!payout || !OPEN.includes(payout.status)) continue;
    if (payout.status === 'pending') await take(run, starting(run, affiliateId, payoutId));
    const Records = [
      { eventID: payoutId, dynamodb: { SequenceNumber: '1', Keys: { payout_id: { S: payoutId } } } },
    ];
    await run.system.handlers.send({ Records }, contextOf({ remainingMs: 60_000 }));
  }
}

function starting(run: Run, affiliateId: string, payoutId: string): Choice {
  const override = 'It was paid before the restore.';
  const act = { kind: 'start' as const, payoutId, by: 'user-admin', isByStranger: false, override };
  return { affiliateId, act, perform: () => move(run, act) };
}

async function take(run: Run, choice: Choice): Promise<void> {
  await judge(run, [await perform(choice)], QUIET);
}

/** Whether the step is a restore, in which nothing else happens. */
export function isRestore({ operations }: Step): boolean {
  return operations.some(({ kind }) => kind === 'restore');
}
