import {
  type HistoryEntry,
  isReadable,
  PAYMENT_METHODS,
  PAYOUT_STATUSES,
  type Payout,
  type ProviderState,
  type RecordedPayout,
  type RecordedStatus,
  WAITING,
} from '../../payouts/payout.ts';
import { SEARCH_KEYS } from '../../payouts/search-keys.ts';
import { toIsoTime } from '../../payouts/time.ts';
import { alarm } from '../../runtime/log.ts';

type Item = Record<string, unknown>;

/**
 * A payout as it was read, no matter which service wrote it. One that cannot be read is named in the log and
 * by an alarm.
 */
export function toRecordedPayout(item: Item): RecordedPayout {
  const payout = toPayout(item);
  if (!isReadable(payout)) alarm('record-unreadable', { payoutId: payout.payout_id });
  return payout;
}

/**
 * Gives a record its type, once, where it is read. Amounts may be digits in text; statuses and methods are
 * compared without case and blanks; a time without a zone is UTC. What cannot be read is left out, and an
 * amount is null.
 */
export function toPayout(item: Item): RecordedPayout {
  const status = toStatus(item.status);
  const facts = {
    payout_id: String(item.payout_id),
    affiliate_id: text(item.affiliate_id) ?? '',
    status,
    ...(item.status !== status && { raw_status: text(item.status) ?? null }),
    ...optional('requested_at', toIsoTime(item.requested_at)),
    ...optional('payment_method', oneOf(PAYMENT_METHODS, item.payment_method)),
    ...optional('payment_email', text(item.payment_email)?.trim() || undefined),
    ...optional('affiliate_status', text(item.affiliate_status)),
    ...optional('counted_amount', toCents(item.counted_amount) ?? undefined),
    ...optional('request_fingerprint', text(item.request_fingerprint)),
    ...(typeof item.destination_changed === 'boolean' && { destination_changed: item.destination_changed }),
    ...optional('recorded_email', text(item.recorded_email)),
    ...optional('transaction_id', words(item.transaction_id)),
    ...optional('notes', words(item.notes)),
    ...optional('processed_at', toIsoTime(item.processed_at)),
    ...optional('processed_by', words(item.processed_by)),
    ...optional('scheduled_for', toIsoTime(item.scheduled_for)),
    ...(item.schedule === WAITING && { schedule: WAITING }),
    ...optional('failure_reason', words(item.failure_reason)),
    ...(item.rail === 'paypal' && { rail: 'paypal' as const }),
    ...optional('run_id', text(item.run_id)),
    ...(item.left_out_of instanceof Set && { left_out_of: item.left_out_of as Set<string> }),
    ...optional('provider', toProvider(item.provider)),
    ...(item.mails instanceof Set && { mails: item.mails as Set<string> }),
    ...Object.fromEntries(SEARCH_KEYS.filter((name) => name in item).map((name) => [name, item[name]])),
  };
  const history = toHistory(item.history);
  const amount = item.affiliate_id === facts.affiliate_id ? toCents(item.amount) : null;
  return {
    ...facts,
    ...rawDestination(item, facts),
    amount,
    ...(amount !== null && amount !== item.amount && { raw_amount: text(item.amount) }),
    ...(history
      ? { history }
      : { history: historyFrom(facts), is_foreign: true as const, ...optional('raw_history', item.history) }),
  } as RecordedPayout;
}

function rawDestination(item: Item, { payment_method, payment_email }: Partial<Payout>) {
  return {
    ...(item.payment_method !== payment_method && { raw_payment_method: item.payment_method }),
    ...(item.payment_email !== payment_email && { raw_payment_email: item.payment_email }),
  };
}

/**
 * Whole cents above zero, as a number or as digits in text; null for anything else: an amount is never
 * guessed.
 */
export function toCents(value: unknown): number | null {
  const amount = typeof value === 'string' && /^\d{1,16}$/.test(value.trim()) ? Number(value) : value;
  return Number.isSafeInteger(amount) && (amount as number) > 0 ? (amount as number) : null;
}

function toStatus(value: unknown): RecordedStatus {
  return oneOf(PAYOUT_STATUSES, value) ?? 'unknown';
}

/** The one of these words that the text is, whatever its case and the blanks around it. */
export function oneOf<Word extends string>(known: readonly Word[], value: unknown): Word | undefined {
  const plain = typeof value === 'string' ? value.trim().toLowerCase() : undefined;
  return known.find((word) => word === plain);
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Text, or a number in digits. */
function words(value: unknown): string | undefined {
  return typeof value === 'number' ? String(value) : text(value);
}

/** The member, unless its value is undefined. */
export function optional<Name extends string, Value>(name: Name, value: Value | undefined) {
  return (value === undefined ? {} : { [name]: value }) as { [Key in Name]?: Value };
}

function toProvider(value: unknown): ProviderState | undefined {
  const provider = value as ProviderState | null | undefined;
  return typeof provider === 'object' && typeof provider?.attempts === 'number' ? provider : undefined;
}

/** The history, if it is one of ours: the other service keeps none, or something else under that name. */
function toHistory(value: unknown): HistoryEntry[] | undefined {
  const isOurs = Array.isArray(value) && value.length > 0 && value.every(isEntry);
  return isOurs ? value : undefined;
}

function isEntry(value: unknown): value is HistoryEntry {
  const { id, by, role, status } = (value ?? {}) as Partial<HistoryEntry>;
  return [id, by, role, status].every((member) => typeof member === 'string');
}

/** What a record without a history tells: at least its first step and its last. */
function historyFrom(payout: Omit<Payout, 'amount' | 'history'>): HistoryEntry[] {
  const { payout_id, requested_at, processed_at, status } = payout;
  const old = { id: payout_id, by: 'old-service', role: 'old-service' as const };
  const requested: HistoryEntry = { status: 'pending', ...optional('at', requested_at), ...old };
  return processed_at ? [requested, { status, at: processed_at, ...old }] : [requested];
}
