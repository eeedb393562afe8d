import { signedByBank } from '../../testing/bank.ts';
import type { TestRequest } from '../../testing/call.ts';
import type { Act, BankWord } from '../operations.ts';
import type { Run } from '../run.ts';

type BankAct = Act & { kind: 'bank' };

const REASON = 'No such account.';

/**
 * What the bank partner says of a payout. Of one that is being paid by hand it decides now, and tells the
 * truth ever after, in any order and as often as it likes. Of any other it speaks by mistake, and must be
 * contradicted or ignored.
 */
export function bankSpeaking(run: Run, { payoutId }: { payoutId: string }, pick: number): BankAct {
  const payout = run.payout(payoutId);
  const isBeingPaid = payout && !payout.isPaypal && payout.status === 'processing';
  if (isBeingPaid && !run.isContested(payoutId)) run.ledger.decide(payoutId, pick % 4 > 0);
  const entry = run.ledger.entryOf(payoutId);
  if (!entry)
    return saying(
      payoutId,
      (['completed', 'failed', 'returned'] as const)[pick % 3] as BankWord,
      `m${run.nextNumber()}`,
    );
  if (entry.isPaid && pick % (payout?.status === 'completed' ? 2 : 5) === 0) entry.isReturned = true;
  return truth(payoutId, entry, pick);
}

/** A true word of the bank's: the last one, or now and then an earlier one again. */
export function truth(
  payoutId: string,
  entry: { isPaid: boolean; isReturned: boolean },
  pick: number,
): BankAct {
  if (!entry.isPaid) return saying(payoutId, 'failed', 'first');
  if (!entry.isReturned || pick % 3 === 0) return saying(payoutId, 'completed', `${pick % 2}`);
  return saying(payoutId, pick % 2 === 0 ? 'failed' : 'returned', 'back');
}

function saying(payoutId: string, word: BankWord, number: string): BankAct {
  const facts = word === 'completed' ? { transactionId: `B-${payoutId}` } : { reason: REASON };
  return { kind: 'bank', payoutId, word, delivery: `${word}-${payoutId}-${number}`, ...facts };
}

/** A signed delivery. The same again is the same delivery. */
export function bankDelivery({ payoutId, word, delivery, transactionId, reason }: BankAct): TestRequest {
  const data = {
    payout_id: payoutId,
    ...(transactionId && { transaction_id: transactionId }),
    ...(reason && { reason }),
  };
  return signedByBank(JSON.stringify({ type: `payout.${word}`, data }), { id: delivery });
}
