import { PayoutError } from '../payouts/errors.ts';
import { methodNameOf } from '../payouts/method-name.ts';
import { showDollars } from '../payouts/money.ts';
import type { Payout, RecordedStatus } from '../payouts/payout.ts';
import { receiptNumber } from '../payouts/receipt-number.ts';
import { describeTime } from '../payouts/time.ts';

/** Who paid. The lines of the address stand one below the other; in one line, semicolons part them. */
export interface Company {
  name: string;
  address: string;
}

/** What a receipt says, as people read it. */
export interface Receipt {
  number: string;
  company: { name: string; addressLines: string[] };
  amount: string;
  payee: string;
  method: string;
  payoutId: string;
  transactionId?: string;
  /** The date of the document, in ISO 8601, so that it is the same whenever it is made. */
  datedAt: string;
  completed: string;
  dates: { label: string; date: string }[];
  notes?: string;
}

/** What the old service did not always keep. */
const NOT_ON_RECORD = 'not on record';

/** What each step is to the person who is paid. The first one of all is always their request. */
const STEPS: Record<RecordedStatus, string> = {
  scheduled: 'Scheduled',
  pending: 'Released',
  processing: 'Payment started',
  completed: 'Completed',
  failed: 'Failed',
  cancelled: 'Cancelled',
  unknown: 'Changed',
};

/** @throws invalid_transition for a payout that is not completed: there is nothing yet to confirm */
export function receiptOf(payout: Payout, { name, address }: Company): Receipt {
  requireCompleted(payout);
  const completedAt = completionOf(payout);
  const { payout_id, amount, payment_email, transaction_id, notes } = payout;
  return {
    number: receiptNumber(payout_id),
    company: { name, addressLines: linesOf(address) },
    amount: showDollars(amount),
    payee: payment_email ?? NOT_ON_RECORD,
    method: methodNameOf(payout) ?? NOT_ON_RECORD,
    payoutId: payout_id,
    ...(transaction_id && { transactionId: transaction_id }),
    datedAt: completedAt ?? payout.requested_at ?? new Date(0).toISOString(),
    completed: dateOf(completedAt),
    dates: datesOf(payout, completedAt),
    ...(notes?.trim() && { notes }),
  };
}

function requireCompleted({ status }: Payout): void {
  if (status === 'completed') return;
  throw new PayoutError(
    'invalid_transition',
    `This payout is ${status}. There is a receipt once it is completed.`,
    { status, action: 'receipt' },
  );
}

/**
 * When the payout was completed: a correction is in the history as completed once more, and later. The old
 * service did not always keep the time of a completion, and no other time stands in for it.
 */
function completionOf({ history, processed_at }: Payout): string | undefined {
  return history.find(({ status }) => status === 'completed')?.at ?? processed_at;
}

/** The steps with their dates. Of corrections only the last one counts, so that they all fit on the page. */
function datesOf({ history }: Payout, completedAt: string | undefined): Receipt['dates'] {
  const isCorrection = (index: number) =>
    [history[index - 1], history[index]].every((step) => step?.status === 'completed');
  return history.flatMap(({ status, at }, index) => {
    if (isCorrection(index)) {
      return isCorrection(index + 1) ? [] : [{ label: 'Details corrected', date: dateOf(at) }];
    }
    const label = index === 0 ? 'Requested' : STEPS[status];
    return [{ label, date: dateOf(at ?? (status === 'completed' ? completedAt : undefined)) }];
  });
}

function dateOf(at: string | undefined): string {
  return at === undefined ? 'date not on record' : describeTime(at);
}

function linesOf(address: string): string[] {
  const lines = address.split(/[\r\n;]/).map((line) => line.trim());
  return lines.filter(Boolean);
}
