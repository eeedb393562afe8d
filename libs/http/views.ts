import type {
  AdminPayoutView,
  AdminPayoutWithHistoryView,
  HistoryEntryView,
  PayoutView,
  PayoutWithHistoryView,
  RequestedOnBehalfView,
  RequestedPayoutView,
} from '../../schemas/parts/payout.ts';
import { attentionOf } from '../payouts/attention.ts';
import type {
  HistoryEntry,
  Payout,
  PayoutStatus,
  RecordedPayout,
  RecordedStatus,
} from '../payouts/payout.ts';
import type { Warning } from '../payouts/warnings.ts';

/** A payout as its owner sees it; what is not known yet, or cannot be read, is null. */
export function showPayout(payout: RecordedPayout): PayoutView {
  return { ...showToAll(payout), attention: attentionOf(payout) };
}

function showToAll(payout: RecordedPayout): Omit<PayoutView, 'attention'> {
  return {
    payout_id: payout.payout_id,
    amount: payout.amount,
    payment_method: payout.payment_method ?? null,
    payment_email: payout.payment_email ?? null,
    status: showStatus(payout.status),
    transaction_id: payout.transaction_id ?? null,
    notes: payout.notes ?? null,
    requested_at: payout.requested_at ?? null,
    processed_at: payout.processed_at ?? null,
    scheduled_for: payout.scheduled_for ?? null,
    failure_reason: payout.failure_reason ?? null,
  };
}

/**
 * The same with its history. A role stands for the people behind it: which admin did what is not the owner's
 * business.
 */
export function showPayoutWithHistory(payout: RecordedPayout): PayoutWithHistoryView {
  const history = payout.history.map((entry) => showEntry(entry, nameForOwner(entry)));
  return { ...showPayout(payout), history };
}

/** A payout as an admin sees it. */
export function showPayoutToAdmin(payout: RecordedPayout, warnings: Warning[]): AdminPayoutView {
  return {
    ...showToAll(payout),
    affiliate_id: payout.affiliate_id,
    processed_by: payout.processed_by ?? null,
    destination_changed: payout.destination_changed ?? false,
    warnings,
    run_id: payout.run_id ?? null,
    provider_status: payout.provider?.status ?? null,
    provider_batch_id: payout.provider?.batch_id ?? null,
    provider_item_id: payout.provider?.item_id ?? null,
  };
}

/** The same with its history, which names the person or service behind each step. */
export function showPayoutWithHistoryToAdmin(
  payout: RecordedPayout,
  warnings: Warning[],
): AdminPayoutWithHistoryView {
  return {
    ...showPayoutToAdmin(payout, warnings),
    history: payout.history.map((entry) => showEntry(entry, entry.by)),
  };
}

/** A payout as the answer to its request showed it: a replay says the same, whatever became of it since. */
export function showAsRequested(payout: Payout): RequestedPayoutView {
  return {
    payout_id: payout.payout_id,
    amount: payout.amount,
    payment_method: payout.payment_method ?? null,
    payment_email: payout.payment_email ?? null,
    status: showStatus(payout.history[0]?.status ?? payout.status),
    requested_at: payout.requested_at ?? null,
    ...(payout.scheduled_for && { scheduled_for: payout.scheduled_for }),
  };
}

/** The same for the admin who requested it, of the affiliate whom they named. */
export function showAsRequestedToAdmin(
  payout: Payout,
  { affiliate_id }: { affiliate_id: string },
): RequestedOnBehalfView {
  const { destination_changed = false } = payout;
  return { ...showAsRequested(payout), affiliate_id, destination_changed };
}

function showStatus(status: RecordedStatus): PayoutStatus | null {
  return status === 'unknown' ? null : status;
}

function nameForOwner({ by, role }: HistoryEntry): string {
  return role === 'owner' ? by : role;
}

/**
 * Member by member: the database keeps no order, and what is added to an entry later is not shown by
 * accident.
 */
function showEntry(
  { status, at, notes, transaction_id, reason }: HistoryEntry,
  by: string,
): HistoryEntryView {
  return {
    status: showStatus(status),
    at: at ?? null,
    by,
    ...(notes !== undefined && { notes }),
    ...(transaction_id !== undefined && { transaction_id }),
    ...(reason !== undefined && { reason }),
  };
}
