import type { Payout, RecordedPayout } from './payout.ts';
import { DAY_MS } from './time.ts';

/** What the provider was found to say of a payout that it has, or may have. */
export type ProviderWord =
  /** It has an item of ours, and has not decided it. */
  | 'undecided'
  /** It has decided, and the payout ends so. */
  | 'decided'
  /** It knows nothing of it. */
  | 'absent'
  /** Its answer is not about what we sent, or not one that we understand. */
  | 'strange'
  /** We have no id by which it could be asked. */
  | 'unasked'
  /** It is not configured any more, or another account of it is. */
  | 'unconfigured'
  /** It did not answer just now. */
  | 'silent';

/** The status of an item that its receiver has not claimed: the only one that can be recalled. */
export const UNCLAIMED = 'UNCLAIMED';

/** The statuses of an item that PayPal has not decided. */
export const UNDECIDED: ReadonlySet<string> = new Set(['PENDING', UNCLAIMED, 'ONHOLD', 'NEW']);

/**
 * PayPal forgets an id after 30 days; then the same id pays again. A day earlier, only a person may decide.
 */
const FORGETS_MS = 29 * DAY_MS;

/** No item of PayPal's stays open for longer. */
export const ITEM_OPEN_MS_MAX = 35 * DAY_MS;

/** A provider that says one of these will not end the payout: in the end, a person must. */
const NO_END: ReadonlySet<ProviderWord> = new Set(['absent', 'strange', 'unasked', 'unconfigured']);

/** Whether this is a payout that was handed to PayPal, and that has not ended. */
export function isUnderWay({ rail, status }: Pick<RecordedPayout, 'rail' | 'status'>): boolean {
  return rail === 'paypal' && status === 'processing';
}

/** Whether the payout was posted, or a post of it has an unknown outcome. */
export function mayBePosted({ provider }: Pick<Payout, 'provider'>): boolean {
  return provider !== undefined && (provider.unresolved || provider.batch_id !== undefined);
}

/** When the payout was started, by its history; undefined if the history does not say. */
export function startedAt({ history }: Pick<RecordedPayout, 'history'>): string | undefined {
  return history.findLast(({ status }) => status === 'processing')?.at;
}

/** How long ago the payout was started, in milliseconds; infinitely long if the history does not say. */
export function ageMsOf(payout: Pick<RecordedPayout, 'history'>, now: string): number {
  return elapsedMs(startedAt(payout), now);
}

/**
 * Whether the provider may have forgotten a post of this payout, so that posting it again could pay it again.
 * Posts that are not on record count too: a record may have been restored. What was surely never posted is
 * fresh.
 */
export function isStale(payout: Payout, now: string): boolean {
  const { provider } = payout;
  if (!provider) return ageMsOf(payout, now) > FORGETS_MS;
  return mayBePosted(payout) && elapsedMs(provider.first_attempt_at, now) > FORGETS_MS;
}

/** Whether a person may end the payout, given the provider's word. If not, it ends as the provider says. */
export function isPersonsToEnd(payout: Payout, word: ProviderWord, now: string): boolean {
  if (!isUnderWay(payout) || !mayBePosted(payout)) return true;
  const isForgotten = [startedAt(payout), payout.provider?.first_attempt_at].every(
    (time) => elapsedMs(time, now) > FORGETS_MS,
  );
  return NO_END.has(word) && isForgotten;
}

function elapsedMs(since: string | undefined, now: string): number {
  return since === undefined ? Number.POSITIVE_INFINITY : Date.parse(now) - Date.parse(since);
}
