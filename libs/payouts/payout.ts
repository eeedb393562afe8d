import { PayoutError } from './errors.ts';

/** Every way in which money travels. */
export const PAYMENT_METHODS = ['paypal', 'zelle'] as const;
/** A way in which money travels. */
export type PaymentMethod = (typeof PAYMENT_METHODS)[number];

/** Every status, in an order in which a payout never goes back. */
export const PAYOUT_STATUSES = [
  'scheduled',
  'pending',
  'processing',
  'completed',
  'failed',
  'cancelled',
] as const;
/** A status that this service gives a payout. */
export type PayoutStatus = (typeof PAYOUT_STATUSES)[number];

/** A status as a record has it. Another service may have written one that this service does not know. */
export type RecordedStatus = PayoutStatus | 'unknown';

/** The statuses with which a payout is over. */
export const ENDS = ['completed', 'failed', 'cancelled'] as const satisfies PayoutStatus[];
/** A status with which a payout is over. */
export type EndStatus = (typeof ENDS)[number];

/** Who acts on a payout: its affiliate, an admin, the clock, or the provider that carries the money. */
export type Actor = 'owner' | 'admin' | 'schedule' | 'provider';

/**
 * One step in a payout's life: what it became, when, by whom (a user id, or the name of a worker), and in
 * what role.
 */
export interface HistoryEntry {
  id: string;
  status: RecordedStatus;
  /** ISO 8601 UTC; undefined if the record has no time for it. */
  at?: string;
  by: string;
  role: Actor | 'old-service';
  notes?: string;
  transaction_id?: string;
  reason?: string;
}

/** Where the money goes. */
export interface Destination {
  payment_method: PaymentMethod;
  payment_email: string;
}

/** What admins find a payout by, in attributes that only this service writes: see `searchKeysOf`. */
export interface SearchKeys {
  /** The address in lower case. */
  search_email?: string;
  search_transaction?: string;
  /** The number of its receipt, once it was started. */
  search_receipt?: string;
  /** The address in lower case, once the payout was completed, also if the money has come back. */
  paid_to?: string;
  ended_as?: EndStatus;
  /** ISO 8601 UTC. */
  ended_at?: string;
}

/**
 * A payout on record, as `toPayout` reads it. `amount` is whole cents above zero; times are ISO 8601 UTC.
 * What is optional may be missing from records that another service wrote.
 */
export interface Payout extends Partial<Destination>, SearchKeys {
  payout_id: string;
  affiliate_id: string;
  amount: number;
  /** The amount to the letter as it is stored, if it is text. */
  raw_amount?: string;
  status: RecordedStatus;
  /** The status to the letter as it is stored, if it is not how we write it; null if there is none. */
  raw_status?: string | null;
  requested_at?: string;
  /**
   * The mark: what the balance row counts this payout as, and what an affiliate's payouts of one status are
   * found by.
   */
  affiliate_status?: string;
  /** The amount that the balance row counts, in cents; undefined in marks that are older than this member. */
  counted_amount?: number;
  /** The destination to the letter as it is stored, where that is not how we write it. */
  raw_payment_method?: unknown;
  raw_payment_email?: unknown;
  history: HistoryEntry[];
  /**
   * Set while the record has no history of ours: another service wrote it, and `history` is made from what it
   * says.
   */
  is_foreign?: true;
  /** What such a record has under that name, to the letter; undefined if there is nothing. */
  raw_history?: unknown;
  request_fingerprint?: string;
  destination_changed?: boolean;
  /** The address on record, if the payout goes to another destination: its owner is told. */
  recorded_email?: string;
  transaction_id?: string;
  notes?: string;
  processed_at?: string;
  processed_by?: string;
  scheduled_for?: string;
  /** Only while the payout is scheduled: puts it into the index of payouts that wait for their time. */
  schedule?: typeof WAITING;
  failure_reason?: string;
  /**
   * Set by the start that hands the payout to a provider. Without it an admin pays by hand, whatever is
   * configured later.
   */
  rail?: 'paypal';
  /** The run that started it. No other run ever does. */
  run_id?: string;
  /** The runs that were to start it and did not: they never will. */
  left_out_of?: Set<string>;
  provider?: ProviderState;
  /** The mails that were handed over, by their keys. */
  mails?: Set<string>;
}

/**
 * A payout whose amount cannot be read. It is listed, and its affiliate's money waits until the record is
 * mended.
 */
export interface UnreadablePayout extends Omit<Payout, 'amount'> {
  amount: null;
}

/** What a read of the table can give. */
export type RecordedPayout = Payout | UnreadablePayout;

/** What passed between us and the provider of a payout that was sent, or may have been. */
export interface ProviderState {
  /** The fencing token: how many posts were begun. A step judged by an older number is judged again. */
  attempts: number;
  /** No post was made before this time. */
  first_attempt_at: string;
  /**
   * The account that the first post went to, as a fingerprint. Records of earlier versions do not have it.
   */
  account?: string;
  /** Only the holder of the lease posts before this time. */
  lease_until: string;
  lease_id: string;
  /** A post was begun whose outcome is unknown: the money may be on its way. */
  unresolved: boolean;
  /** Why the provider has refused the payout for good: nothing was paid, and the payout is to fail. */
  refused?: string;
  batch_id?: string;
  item_id?: string;
  status?: string;
  /** When this status, or its reason, was first seen. */
  status_at?: string;
  /** The name of the reason that the provider last gave for its status. */
  reason?: string | undefined;
  /** The admin who asked the provider to take the item back. */
  recall?: { by: string; at: string; notes?: string };
  checked_at?: string;
  /** The ids of the last webhooks that were followed. */
  events?: string[];
}

/** What stands in `schedule` while a payout waits for its time. */
export const WAITING = 'waiting' as const;

/** @throws payout_not_found, the same for a payout that does not exist and for one of another affiliate */
export function requirePayout(
  payout: RecordedPayout | undefined,
  owner?: { affiliate_id: string },
): RecordedPayout {
  if (payout && (!owner || payout.affiliate_id === owner.affiliate_id)) return payout;
  throw new PayoutError('payout_not_found', 'There is no such payout.');
}

/** Whether the amount can be read: only then may the payout be counted and moved. */
export function isReadable(payout: RecordedPayout): payout is Payout {
  return payout.amount !== null;
}

/** @throws records_unreadable if the payout's amount cannot be read */
export function requireReadable(payout: RecordedPayout): Payout {
  if (isReadable(payout)) return payout;
  throw recordsUnreadable();
}

/**
 * The refusal to move money of an affiliate with a record that cannot be read. It does not name the record.
 */
export function recordsUnreadable(): PayoutError<'records_unreadable'> {
  return new PayoutError(
    'records_unreadable',
    'A record of this affiliate cannot be read. No money moves until we have mended it.',
  );
}
