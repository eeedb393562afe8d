import type {
  AdminPayoutView,
  AdminPayoutWithHistoryView,
  HistoryEntryView,
  PayoutView,
  PayoutWithHistoryView,
  RequestedPayoutView,
} from '../../schemas/parts/payout.ts';
import { type HistoryEntry, historyOf, type Payout } from '../payouts/payout.ts';

/** A payout as its owner sees it; what is not known yet is null. */
export function showPayout(payout: Payout): PayoutView {
  return {
    payout_id: payout.payout_id,
    amount: Number(payout.amount),
    payment_method: payout.payment_method ?? null,
    payment_email: payout.payment_email ?? null,
    status: payout.status,
    transaction_id: payout.transaction_id ?? null,
    notes: payout.notes ?? null,
    requested_at: payout.requested_at ?? null,
    processed_at: payout.processed_at ?? null,
    scheduled_for: payout.scheduled_for ?? null,
    failure_reason: payout.failure_reason ?? null,
  };
}

/** The same with its history. Who of the staff did what is none of the owner's business, so a role stands for them. */
export function showPayoutWithHistory(payout: Payout): PayoutWithHistoryView {
  const history = historyOf(payout).map((entry) => showEntry(entry, nameForOwner(entry)));
  return { ...showPayout(payout), history };
}

/** A payout as an admin sees it. */
export function showPayoutToAdmin(payout: Payout): AdminPayoutView {
  return {
    ...showPayout(payout),
    affiliate_id: payout.affiliate_id,
    processed_by: payout.processed_by ?? null,
    destination_changed: payout.destination_changed ?? false,
    provider_status: payout.provider?.status ?? null,
    provider_batch_id: payout.provider?.batch_id ?? null,
    provider_item_id: payout.provider?.item_id ?? null,
  };
}

/** The same with its history, and with the name of whoever did each step. */
export function showPayoutWithHistoryToAdmin(payout: Payout): AdminPayoutWithHistoryView {
  return {
    ...showPayoutToAdmin(payout),
    history: historyOf(payout).map((entry) => showEntry(entry, entry.by)),
  };
}

/** A payout as the answer to its request showed it: a replay says the same, whatever became of it since. */
export function showAsRequested(payout: Payout): RequestedPayoutView {
  return {
    payout_id: payout.payout_id,
    amount: payout.amount,
    payment_method: payout.payment_method,
    payment_email: payout.payment_email,
    status: historyOf(payout)[0]?.status ?? payout.status,
    requested_at: payout.requested_at,
    ...(payout.scheduled_for && { scheduled_for: payout.scheduled_for }),
  };
}

function nameForOwner({ by, role }: HistoryEntry): string {
  return role === 'owner' ? by : role;
}

/** Member by member: the database keeps no order, and what is added to an entry later is not shown by accident. */
function showEntry(
  { status, at, notes, transaction_id, reason }: HistoryEntry,
  by: string,
): HistoryEntryView {
  return {
    status,
    at,
    by,
    ...(notes !== undefined && { notes }),
    ...(transaction_id !== undefined && { transaction_id }),
    ...(reason !== undefined && { reason }),
  };
}
