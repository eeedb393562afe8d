import type { Dependencies } from '../../functions/deployed.ts';
import type { PayoutRequest } from '../../schemas/requests/request-payout.ts';
import type { User } from '../http/token.ts';
import { stampRequest } from '../payouts/idempotency.ts';
import { judgeRequests } from '../payouts/requests.ts';
import { getAffiliateByUserId } from '../store/affiliates.ts';
import { type Reservation, requireReplay, reservePayouts } from '../store/payouts/reserve.ts';

/** A call that asks for one payout, or for several at once. */
interface Requests {
  body: PayoutRequest | PayoutRequest[];
  user: User;
  key: string | undefined;
  remainingMs: () => number;
}

/** What both ways of asking have in common: all that is asked for is reserved, or nothing, and once for a key. */
export async function makeRequests(
  { settings, store, now, newId }: Dependencies,
  { body, user, key, remainingMs }: Requests,
): Promise<Reservation> {
  const affiliate = await getAffiliateByUserId(user.userId, store);
  const stamp = stampRequest(body, affiliate, { key, newId, now });
  const { drafts, refusal } = judgeRequests([body].flat(), affiliate, settings.limits, stamp);
  const { payouts, isReplay } = drafts
    ? await reservePayouts(store, drafts.payouts, drafts.owner, remainingMs)
    : await requireReplay(store, stamp, refusal);
  // Without a key, what is found on record is this very call, of which an answer was lost on the way.
  return { payouts, isReplay: isReplay && key !== undefined };
}
