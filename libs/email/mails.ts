import { attentionOf } from '../payouts/attention.ts';
import { isCounted } from '../payouts/mark.ts';
import type { Payout, RecordedPayout, RecordedStatus } from '../payouts/payout.ts';

/** What a mail tells of. */
export type MailKind =
  | 'requested'
  | 'requested-for-admin'
  | 'destination-used'
  | 'scheduled'
  | 'started'
  | 'waiting'
  | 'completed'
  | 'failed'
  | 'returned'
  | 'cancelled';

/**
 * One mail that a change of a payout calls for. `key` is the same however often the change is delivered. `at`
 * is when that happened of which it tells; undefined if another service made the change, and has told nobody
 * when.
 */
export interface Mail {
  key: string;
  kind: MailKind;
  to: string;
  at?: string | undefined;
}

/** What is asked of a payout as it was before a change. */
type Before = Pick<RecordedPayout, 'status' | 'affiliate_status' | 'provider' | 'rail'>;

/** A payout as it was before a change, undefined if it is new, and as it was after. */
export interface Change {
  before: Before | undefined;
  after: Payout;
}

/**
 * The mails that a change calls for, in their order; one at most if the status is the same. A change that
 * another service made calls for none, because that service tells of it itself, unless `tellsOfOthers`.
 */
export function mailsFor(change: Change, adminEmail: string | undefined, tellsOfOthers = false): Mail[] {
  const { before, after } = change;
  if (before?.status === after.status) return mailsForWaiting(change);
  if (isOurs(change)) return mailsForStep(change, adminEmail, after.history.at(-1)?.at);
  return tellsOfOthers ? mailsForStep(change, adminEmail) : [];
}

function mailsForStep(change: Change, adminEmail: string | undefined, at?: string): Mail[] {
  const { before, after } = change;
  const kind = kindOf(change);
  const to = kind && addressFor(kind, after);
  const mails: Omit<Mail, 'key'>[] = kind && to ? [{ kind, to }] : [];
  // A thief with a stolen token sends the money elsewhere; the address on record still belongs to the
  // affiliate.
  if (!before && after.recorded_email) mails.push({ kind: 'destination-used', to: after.recorded_email });
  if (!before && adminEmail) mails.push({ kind: 'requested-for-admin', to: adminEmail });
  const step = after.history.at(-1)?.id;
  return mails.map((mail) => ({
    ...mail,
    key: `${mail.kind}:${after.status}:${step}`,
    ...(at !== undefined && { at }),
  }));
}

/** Our own changes are counted as they are made. */
function isOurs({ before, after }: Change): boolean {
  return isCounted(after) && before?.affiliate_status !== after.affiliate_status;
}

/** A payout that waits at the provider for its receiver gets one letter, however often it begins to wait. */
function mailsForWaiting({ before, after }: Change): Mail[] {
  const begins = attentionOf(after) && !(before && attentionOf(before));
  if (!begins || !after.payment_email) return [];
  const at = after.provider?.status_at;
  return [{ key: 'waiting', kind: 'waiting', to: after.payment_email, ...(at !== undefined && { at }) }];
}

/**
 * Until an admin has started the payout, nothing is written to an address only because a request names it:
 * anyone with an account could have us write to anyone. The warning goes to the address on record at once;
 * how such a payout ends without a start is told there too. Records of the old service do not say what was
 * on record, and do not always have an address.
 */
function addressFor(kind: MailKind, payout: Payout): string | undefined {
  const { payment_email, recorded_email } = payout;
  if (wasStarted(payout) || isOnRecord(payout)) return payment_email;
  return kind === 'cancelled' || kind === 'failed' ? recorded_email : undefined;
}

function isOnRecord({ destination_changed, payment_email, recorded_email }: Payout): boolean {
  return !destination_changed || payment_email?.toLowerCase() === recorded_email?.toLowerCase();
}

function wasStarted({ status, history }: Payout): boolean {
  const started = new Set<RecordedStatus>(['processing', 'completed']);
  return started.has(status) || history.some((entry) => started.has(entry.status));
}

function kindOf({ before, after }: Change): MailKind | undefined {
  switch (after.status) {
    case 'scheduled':
      return 'scheduled';
    case 'pending':
      // A scheduled payout was confirmed already, when it was requested.
      return before ? undefined : 'requested';
    case 'processing':
      return 'started';
    case 'failed':
      return before?.status === 'completed' ? 'returned' : 'failed';
    case 'completed':
    case 'cancelled':
      return after.status;
    case 'unknown':
      return undefined;
  }
}
