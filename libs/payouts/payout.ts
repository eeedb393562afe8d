import type { Affiliate } from './affiliate.ts';
import { PayoutError } from './errors.ts';
import type { Actor } from './transitions.ts';

export const PAYMENT_METHODS = ['paypal', 'zelle'] as const;
export type PaymentMethod = (typeof PAYMENT_METHODS)[number];

/** Every status, in an order in which no payout ever goes back. */
export const PAYOUT_STATUSES = [
  'scheduled',
  'pending',
  'processing',
  'completed',
  'failed',
  'cancelled',
] as const;
export type PayoutStatus = (typeof PAYOUT_STATUSES)[number];

/** One step in a payout's life: what it became, when, by whose hand (a user id, or the name of a worker), and in what role. */
export interface HistoryEntry {
  id: string;
  status: PayoutStatus;
  at: string;
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

/** A payout as it is stored. `amount` is cents; times are ISO 8601 UTC; records of the old service lack what is optional. */
export interface Payout extends Destination {
  payout_id: string;
  affiliate_id: string;
  amount: number;
  status: PayoutStatus;
  requested_at: string;
  /** What an affiliate's payouts of one status are found by. Records of the old service get it when the balance row is opened. */
  affiliate_status?: string;
  history?: HistoryEntry[];
  request_fingerprint?: string;
  destination_changed?: boolean;
  /** The address on record, where the payout goes to another destination: its owner is told. */
  recorded_email?: string;
  transaction_id?: string;
  notes?: string;
  processed_at?: string;
  processed_by?: string;
  scheduled_for?: string;
  /** Only while the payout is scheduled: what puts it into the index of those that wait for their time. */
  schedule?: typeof WAITING;
  failure_reason?: string;
  /** Set by the start that hands the payout to a provider. Without it an admin pays by hand, whatever is configured later. */
  rail?: 'paypal';
  provider?: ProviderState;
  /** The mails that were handed over, by their keys. */
  mails?: Set<string>;
}

/** What passed between us and the provider of a payout that was sent, or may have been. */
export interface ProviderState {
  /** How many posts were begun. Each takes a lease first, so whoever judged by an older number must judge again. */
  attempts: number;
  first_attempt_at: string;
  /** Nobody but the holder of the lease posts before this time. */
  lease_until: string;
  lease_id: string;
  /** A post was begun whose outcome nobody knows: the money may be on its way. */
  unresolved: boolean;
  batch_id?: string;
  item_id?: string;
  status?: string;
  checked_at?: string;
  /** The ids of the last webhooks that were followed. */
  events?: string[];
}

export const WAITING = 'waiting' as const;

/** The `affiliate_status` of a payout. No status has a `#`, so no two affiliates share one, whatever their ids. */
export function affiliateStatusOf({ affiliate_id, status }: Pick<Payout, 'affiliate_id' | 'status'>): string {
  return `${status}#${affiliate_id}`;
}

const METHOD_NAMES = new Map<string, string>([
  ['paypal', 'PayPal'],
  ['zelle', 'Zelle'],
]);

/** How the money travels, as people call it; undefined where the old service did not say. */
export function methodNameOf({ payment_method }: Partial<Payout>): string | undefined {
  return payment_method && (METHOD_NAMES.get(payment_method) ?? payment_method);
}

/** @throws payout_not_found, the same for a payout that does not exist and for one of somebody else */
export function requirePayout(payout: Payout | undefined, owner?: Affiliate): Payout {
  if (payout && (!owner || payout.affiliate_id === owner.affiliate_id)) return payout;
  throw new PayoutError('payout_not_found', 'There is no such payout.');
}

/** The steps on record. The old service kept none, so what it left tells at least the first and the last. */
export function historyOf(payout: Payout): HistoryEntry[] {
  if (payout.history) return payout.history;
  const { payout_id, requested_at, processed_at, status } = payout;
  const old = { id: payout_id, by: 'old-service', role: 'old-service' as const };
  const requested: HistoryEntry = { status: 'pending', at: requested_at, ...old };
  return processed_at ? [requested, { status, at: processed_at, ...old }] : [requested];
}
