import type { Assignments } from './assignments.ts';

/** Closes the race of two requests under one key: one writes, the other meets what it wrote. */
export const PAYOUT_IS_NEW = 'attribute_not_exists(payout_id)';

/**
 * Closes the overdraw: the second reservation is measured against what the first has left. `:headroom` is
 * earned less the amount.
 */
export const BALANCE_COVERS_IT = 'committed <= :headroom';

/** Stops an affiliate's money while one of their records cannot be read. */
export const RECORDS_ARE_READABLE = 'attribute_not_exists(unreadable)';

/**
 * Closes the race of two first requests: one opens the row, the other finds it open. While payouts are being
 * marked for it, the row holds nothing but `marked`, which counts them.
 */
export const ROW_IS_NEW = '(attribute_not_exists(affiliate_id) OR attribute_exists(marked))';

/**
 * Closes the race of two openers: the one that opens the row has seen every payout that the other has marked
 * for it, because a payout with a mark is never counted again.
 */
export const MARKS_ARE_SEEN = '(attribute_not_exists(marked) OR marked <= :seen)';

/** Keeps a change of counters from creating a row into which the payouts on record were never counted. */
export const ROW_IS_OPEN = 'attribute_exists(affiliate_id) AND attribute_not_exists(marked)';

/**
 * Closes the race with another writer, of this service or not: what was judged is what stands there, to the
 * letter.
 */
export function stillAre(members: object): Pick<Assignments, 'names' | 'values'> & { conditions: string[] } {
  const entries = Object.entries(members).map(([name, value]) => ({ name, value }));
  const present = entries.filter(({ value }) => value !== undefined);
  return {
    conditions: entries.map(({ name, value }) =>
      value === undefined ? `attribute_not_exists(#${name})` : `#${name} = :was_${name}`,
    ),
    names: Object.fromEntries(entries.map(({ name }) => [`#${name}`, name])),
    values: Object.fromEntries(present.map(({ name, value }) => [`:was_${name}`, value])),
  };
}

/**
 * Closes the race of an end with a post to the provider: a step that was judged before the post began is
 * judged again.
 */
export const NEVER_POSTED = 'attribute_not_exists(provider)';
/** The same for a payout that was posted before: its fencing token is still the one that was judged. */
export const POSTED_NO_MORE = 'provider.attempts = :attempts';

/**
 * Closes the race of two steps from one status: two corrections, or two starts with another service between
 * them that puts the payout back. The second is judged again, on top of the first.
 */
export const HISTORY_IS_STILL = 'size(history) = :entries';

/**
 * Closes the race of two first steps on another service's record: each writes a whole history, so only one
 * may.
 */
export const HISTORY_IS_NEW = 'attribute_not_exists(history)';
/** The same for a record that has something else under that name. */
export const HISTORY_IS_FOREIGN = 'history = :was_history';

/**
 * Closes the race of a post with a webhook that has just found the last one: it would post again over what
 * was found.
 */
export const NOT_FOUND_YET = 'attribute_not_exists(provider.batch_id)';

/** Closes the race of two posters: one that outlived its lease must not write over what the other found. */
export const LEASE_IS_OURS = 'provider.lease_id = :lease';

/** Keeps an annotation from inventing a post that was never made. */
export const WAS_POSTED = 'attribute_exists(provider)';

/** Keeps an annotation from creating a payout. */
export const PAYOUT_EXISTS = 'attribute_exists(payout_id)';

/**
 * Closes the race of two runs for one day's digest: one takes it, and the other finds it taken or done. A run
 * that has died holds it no longer than its lease.
 */
export const DIGEST_IS_DUE =
  '(attribute_not_exists(told_on) OR told_on < :day) AND (attribute_not_exists(lease_id) OR lease_id = :lease OR lease_until < :now)';

/** Keeps a run that outlived its lease from ending the run after it. */
export const DIGEST_IS_OURS = 'lease_id = :lease';

/** Closes the race of two sweeps for one letter: one of them tells at a time. */
export const SWEEP_IS_FREE = '(attribute_not_exists(lease_id) OR lease_id = :lease OR lease_until < :now)';

/** Keeps a sweep that outlived its lease from moving the mark of the one after it. */
export const SWEEP_IS_OURS = 'lease_id = :lease';

/**
 * A safety net that should never trigger: money that was not reserved can be neither paid, given back nor
 * returned.
 */
export const COUNTERS_COVER_IT = 'held >= :released AND paid >= :returned';

/**
 * Closes the race of a start with a change of earnings, or with another start: what is reserved and paid is
 * earned.
 */
export const EARNINGS_COVER_ALL = 'committed <= :earned';

/**
 * Closes the race of two runs with one payout: the first one starts it. The same for one run that two
 * processes go on with.
 */
export const IN_NO_OTHER_RUN = '(attribute_not_exists(run_id) OR run_id = :run_id)';

/**
 * Closes the race of a run's file with a start for PayPal, also one that another service has taken back: what
 * was ever handed to PayPal is in no file.
 */
export const ON_NO_RAIL = 'attribute_not_exists(rail)';
/** The other side of the same race: what a run has ever started is handed to PayPal by no other start. */
export const IN_NO_RUN = 'attribute_not_exists(run_id)';

/**
 * Closes the race of a run's start with the decision that the run goes on without the payout: one of the two
 * is written, and the other is not.
 */
export const NOT_LEFT_OUT = '(attribute_not_exists(left_out_of) OR NOT contains(left_out_of, :run_id))';
/** The other side of the same race. */
export const NOT_STARTED_BY_IT = '(attribute_not_exists(run_id) OR run_id <> :run_id)';

/** Makes a run once, also if the answer to the first try is lost. */
export const RUN_IS_NEW = 'attribute_not_exists(run_id)';

/** Closes the race of two admins who confirm: one confirmation is written, and the other goes on with it. */
export const RUN_IS_DRAFT = '#status = :draft AND #hash = :hash';

/** Closes the race of two processes that go on with one run: one of them concludes the start. */
export const RUN_IS_STARTING = '#status = :confirmed AND attribute_not_exists(started_at)';

/** Keeps a run that is done from being looked at again. */
export const RUN_IS_CONFIRMED = '#status = :confirmed';

/**
 * Closes the race of a repair with a write that moves money: the counter is what the operator saw, even if it
 * was missing.
 */
export function counterIsStill(name: string, isThere: boolean): string {
  return isThere ? `${name} = :seen_${name}` : `attribute_not_exists(${name})`;
}
