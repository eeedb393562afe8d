import type { Payout, ProviderState } from '../payouts/payout.ts';
import { UNDECIDED } from '../payouts/provider.ts';
import { describeReason } from '../payouts/provider-reasons.ts';
import type { PaypalItem } from './client.ts';

/** What an item at PayPal means for our payout. `mismatch` is an alarm: it is not the item that we sent. */
export type Settlement =
  | { kind: 'complete'; transaction_id?: string }
  | { kind: 'fail'; reason: string }
  | { kind: 'return'; reason: string }
  | { kind: 'wait' }
  | { kind: 'settled' }
  | { kind: 'mismatch'; fields: string[] };

const PAID = new Set(['SUCCESS']);
const NOT_PAID = new Set(['FAILED', 'RETURNED', 'BLOCKED', 'REFUNDED', 'REVERSED', 'DENIED', 'CANCELED']);

/**
 * Judges an item by what it says, and a payout by where it is. What PayPal has not decided (PENDING,
 * UNCLAIMED, ONHOLD) waits.
 */
export function settlementOf(payout: Payout, item: PaypalItem): Settlement {
  const fields = differences(payout, item);
  if (fields.length > 0) return { kind: 'mismatch', fields };
  const { transaction_status: status } = item;
  const isKnown = PAID.has(status) || NOT_PAID.has(status) || UNDECIDED.has(status);
  const isGivenBack = payout.status === 'failed' || payout.status === 'cancelled';
  if (!isKnown || (PAID.has(status) && isGivenBack))
    return { kind: 'mismatch', fields: [`status ${status}`] };
  if (PAID.has(status) && payout.status === 'processing') return { kind: 'complete', ...transactionOf(item) };
  if (!NOT_PAID.has(status)) return { kind: payout.status === 'processing' ? 'wait' : 'settled' };
  // An end without money must be of the batch that we know to be ours: an earlier one, denied, says nothing
  // of the next.
  if (payout.provider?.batch_id !== item.payout_batch_id) return { kind: 'wait' };
  const reason = describeReason(reasonNameOf(item, payout.provider), status);
  if (payout.status === 'processing') return { kind: 'fail', reason };
  return payout.status === 'completed' ? { kind: 'return', reason } : { kind: 'settled' };
}

/**
 * The name of the reason for an item's status. An item that comes back often gives none: then it is the one
 * that it waited for, unless it was paid in between.
 */
export function reasonNameOf(
  { errors, transaction_status }: PaypalItem,
  provider?: Pick<ProviderState, 'status' | 'reason'>,
): string | undefined {
  const [error] = [errors].flat() as ({ name?: unknown } | null | undefined)[];
  if (typeof error?.name === 'string' && error.name !== '') return error.name;
  return PAID.has(transaction_status) || PAID.has(provider?.status ?? '') ? undefined : provider?.reason;
}

function transactionOf({ transaction_id }: PaypalItem): { transaction_id?: string } {
  return typeof transaction_id === 'string' && transaction_id !== '' ? { transaction_id } : {};
}

function differences(payout: Payout, { payout_batch_id, payout_item }: PaypalItem): string[] {
  const { amount, receiver, sender_item_id } = payout_item;
  const pairs = {
    amount: [centsOf(amount.value), payout.amount],
    currency: [amount.currency, 'USD'],
    receiver: [receiver.toLowerCase(), payout.payment_email?.toLowerCase()],
    sender_item_id: [sender_item_id, payout.payout_id],
    payout_batch_id: [payout_batch_id, payout.provider?.batch_id ?? payout_batch_id],
    payment_method: ['paypal', payout.payment_method],
  };
  return Object.entries(pairs).flatMap(([name, [theirs, ours]]) => (theirs === ours ? [] : name));
}

/**
 * Cents of a decimal number of dollars, which PayPal writes as `50.00`, `50.0` or `50`; NaN for anything
 * else.
 */
function centsOf(value: string): number {
  const [, dollars, cents = ''] = value.match(/^(\d{1,9})(?:\.(\d{1,2})0*)?$/) ?? [];
  return dollars === undefined ? Number.NaN : Number(dollars + cents.padEnd(2, '0'));
}
