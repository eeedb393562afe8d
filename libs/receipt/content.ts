import { PayoutError } from '../payouts/errors.ts';
import { showDollars } from '../payouts/money.ts';
import {
  type HistoryEntry,
  historyOf,
  methodNameOf,
  type Payout,
  type PayoutStatus,
} from '../payouts/payout.ts';

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
  /** When the money was paid, in ISO 8601: also the date of the document, so that it is the same whenever it is made. */
  completedAt: string;
  completed: string;
  dates: { label: string; date: string }[];
  notes?: string;
}

/** What the old service did not always keep. */
const NOT_ON_RECORD = 'not on record';

const NUMBER_LENGTH = 12;

/** What each step is to the person who is paid. The first one of all is always their request. */
const STEPS: Record<PayoutStatus, string> = {
  scheduled: 'Scheduled',
  pending: 'Released',
  processing: 'Payment started',
  completed: 'Completed',
  failed: 'Failed',
  cancelled: 'Cancelled',
};

/** @throws invalid_transition for a payout that is not completed: there is nothing yet to confirm */
export function receiptOf(payout: Payout, { name, address }: Company): Receipt {
  requireCompleted(payout);
  const history = historyOf(payout);
  const completedAt = completionOf(payout, history);
  const { payout_id, amount, payment_email, transaction_id, notes } = payout;
  return {
    number: receiptNumber(payout_id),
    company: { name, addressLines: linesOf(address) },
    amount: showDollars(amount),
    payee: payment_email ?? NOT_ON_RECORD,
    method: methodNameOf(payout) ?? NOT_ON_RECORD,
    payoutId: payout_id,
    ...(transaction_id && { transactionId: transaction_id }),
    completedAt,
    completed: showTime(completedAt),
    dates: history.map(({ status, at }, index) => ({
      label: index === 0 ? 'Requested' : STEPS[status],
      date: showTime(at),
    })),
    ...(notes?.trim() && { notes }),
  };
}

/** The end of the payout's id: in every kind of UUID that we make it is random, where the front may be a clock. */
export function receiptNumber(payoutId: string): string {
  return `R-${payoutId
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(-NUMBER_LENGTH)
    .toUpperCase()}`;
}

function requireCompleted({ status }: Payout): void {
  if (status === 'completed') return;
  throw new PayoutError(
    'invalid_transition',
    `This payout is ${status}, and a receipt exists once it is completed.`,
    { status, action: 'receipt' },
  );
}

/** The old service did not always say when it completed a payout; then its request is all that is known. */
function completionOf({ processed_at, requested_at }: Payout, history: HistoryEntry[]): string {
  return history.findLast(({ status }) => status === 'completed')?.at ?? processed_at ?? requested_at;
}

function linesOf(address: string): string[] {
  const lines = address.split(/[\r\n;]/).map((line) => line.trim());
  return lines.filter(Boolean);
}

/** `2025-09-03T10:00:00.000Z` is `3 Sep 2025, 10:00 UTC`, in every version of every ICU. */
function showTime(iso: string): string {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return iso;
  const [, day = '', month, year, clock = ''] = time.toUTCString().split(' ');
  return `${Number(day)} ${month} ${year}, ${clock.slice(0, 5)} UTC`;
}
