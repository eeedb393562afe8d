import type { PayoutRequest } from '../../schemas/requests/request-payout.ts';
import type { User } from '../http/token.ts';
import type { Affiliate } from '../payouts/affiliate.ts';
import { isCode } from '../payouts/errors.ts';
import { stampRequest } from '../payouts/idempotency.ts';
import { judgeRequests, requireSchedules } from '../payouts/requests.ts';
import { getAffiliateByUserId } from '../store/affiliates.ts';
import { findReplay, type Reservation, reservePayouts } from '../store/payouts/reserve.ts';
import type { Dependencies } from './dependencies.ts';

/** A call that requests one payout, or several at once. */
interface RequestOrder {
  requests: PayoutRequest[];
  isBulk: boolean;
  user: User;
  idempotencyKey: string | undefined;
}

/**
 * Reserves the money for all of the requested payouts or for none, once for an idempotency key.
 * @throws every refusal of a request (`libs/payouts/requests.ts`), insufficient_balance,
 * idempotency_key_reused, try_again
 */
export async function requestPayouts(
  dependencies: Dependencies,
  { requests, isBulk, user, idempotencyKey: key }: RequestOrder,
): Promise<Reservation> {
  const { store, now } = dependencies;
  const affiliate = await getAffiliateByUserId(user.userId, store).catch((error: unknown) => {
    // An invalid time is reported first, as it is to every other caller.
    if (isCode(error, 'affiliate_ambiguous')) requireSchedules(requests, { now: now(), isBulk });
    throw error;
  });
  return requestFor(dependencies, { requests, isBulk, key, account: affiliate, affiliate });
}

/** The same for an account that is known by its id, and its record, if there is one. */
interface AccountOrder {
  requests: PayoutRequest[];
  isBulk: boolean;
  key: string | undefined;
  /** The user id of the admin who asks on the affiliate's behalf. */
  admin?: string;
  account: Pick<Affiliate, 'affiliate_id'> | undefined;
  affiliate: Affiliate | undefined;
}

/** Judges and reserves for one account, whoever asks. @throws what `requestPayouts` throws */
export async function requestFor(
  { settings, store, now, newId }: Dependencies,
  { account, affiliate, key, admin, ...order }: AccountOrder,
): Promise<Reservation> {
  const { requests } = order;
  const stamp = stampRequest(order, account, { key, newId, now, ...(admin !== undefined && { admin }) });
  const { drafts, refusal } = judgeRequests(requests, affiliate, settings.limits, stamp);
  if (drafts) {
    const { payouts, isReplay } = await reservePayouts(store, drafts.payouts, drafts.owner);
    // Without a key, what is on record already is this very call, whose answer from the database was lost.
    return { payouts, isReplay: isReplay && key !== undefined };
  }
  const replay = await findReplay(store, stamp);
  if (!replay) throw refusal;
  return replay;
}
