/** Closes the race of two requests under one key: one writes, the other meets what it wrote. */
export const PAYOUT_IS_NEW = 'attribute_not_exists(payout_id)';

/** Closes the overdraw: whoever reserves second is measured against what the first has left. `:headroom` is earned less the amount. */
export const BALANCE_COVERS_IT = 'committed <= :headroom';

/** Closes the race with the affiliates' own service: the account was closed, or earnings were taken back, since we read the index. */
export const AFFILIATE_STANDS = '#status = :active AND user_id = :user AND total_earned >= :earned';

/** Close the race with a change of the destination on record: no money goes to an address that is not the affiliate's any more. */
export const METHOD_STANDS = 'payment_method = :method';
export const EMAIL_STANDS = 'payment_email = :email';

/** Closes the race of two first requests: one opens the row, the other finds it open. */
export const ROW_IS_NEW = 'attribute_not_exists(affiliate_id)';

/** Closes the race of an opening with a step, or with another opening: whoever was first has marked the payout, and by its status now. */
export const IS_UNMARKED = 'attribute_not_exists(affiliate_status)';

/** Closes the race of two steps in a payout's life: the second finds another status, and is judged by that. */
export const STATUS_IS_STILL = '#status = :from';

/** Closes the race of an end with a post to the provider: whoever judged before the post began must judge again. */
export const NEVER_POSTED = 'attribute_not_exists(provider)';
export const POSTED_NO_MORE = 'provider.attempts = :attempts';

/** Closes the race of a post with whoever has just found the last one: it would post again, and write over what was found. */
export const NOT_FOUND_YET = 'attribute_not_exists(provider.batch_id)';

/** Closes the race of two posters: one that outlived its lease must not write over what the other found. */
export const LEASE_IS_OURS = 'provider.lease_id = :lease';

/** Keeps a note from making a post up. */
export const WAS_POSTED = 'attribute_exists(provider)';

/** Closes nothing, if all else holds: money that was never reserved can be neither paid nor given back, nor returned unpaid. */
export const COUNTERS_COVER_IT = 'held >= :released AND paid >= :returned';

/** Closes the race of a repair with whatever moves money: the counter is what the operator saw, also where that was nothing at all. */
export function counterIsStill(name: string, isThere: boolean): string {
  return isThere ? `${name} = :seen_${name}` : `attribute_not_exists(${name})`;
}
