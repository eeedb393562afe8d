import type { PayoutRequest } from '../../schemas/requests/request-payout.ts';
import type { User } from '../http/token.ts';
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
  { settings, store, now, newId }: Dependencies,
  { requests, isBulk, user, idempotencyKey }: RequestOrder,
): Promise<Reservation> {
  const affiliate = await getAffiliateByUserId(user.userId, store).catch((error: unknown) => {
    // An invalid time is reported first, as it is to every other caller.
    if (isCode(error, 'affiliate_ambiguous')) requireSchedules(requests, { now: now(), isBulk });
    throw error;
  });
  const stamp = stampRequest({ requests, isBulk }, affiliate, { key: idempotencyKey, newId, now });
  const { drafts, refusal } = judgeRequests(requests, affiliate, settings.limits, stamp);
  if (drafts) {
    const { payouts, isReplay } = await reservePayouts(store, drafts.payouts, drafts.owner);
    // Without a key, what is on record already is this very call, whose answer from the database was lost.
    return { payouts, isReplay: isReplay && idempotencyKey !== undefined };
  }
  const replay = await findReplay(store, stamp);
  if (!replay) throw refusal;
  return replay;
}
