import type { PayoutOnBehalf } from '../../schemas/requests/request-on-behalf.ts';
import type { User } from '../http/token.ts';
import { affiliateNotFound, isCode, PayoutError } from '../payouts/errors.ts';
import { getAffiliate } from '../store/affiliates.ts';
import type { Reservation } from '../store/payouts/reserve.ts';
import type { Dependencies } from './dependencies.ts';
import { requestFor } from './request-payouts.ts';

/**
 * Reserves the money for a payout that an admin requests on an affiliate's behalf, once for a reference,
 * whichever admin sends it.
 * @throws affiliate_not_found, and every refusal of the affiliate's own request but `not_an_affiliate`
 */
export async function requestOnBehalf(
  dependencies: Dependencies,
  { affiliate_id, reference, ...request }: PayoutOnBehalf,
  { userId }: User,
): Promise<Reservation> {
  const affiliate = await getAffiliate(dependencies.store, affiliate_id);
  const order = { requests: [request], isBulk: false, key: reference, admin: userId };
  // By the id that was sent: a call that was carried out is answered again, even if the account is gone.
  return requestFor(dependencies, { ...order, account: { affiliate_id }, affiliate }).catch(
    (error: unknown) => {
      throw inAdminsTerms(error);
    },
  );
}

/** What an affiliate would be told, to an admin, who is none and has sent no key. */
function inAdminsTerms(error: unknown): unknown {
  if (isCode(error, 'not_an_affiliate')) return affiliateNotFound();
  if (!isCode(error, 'idempotency_key_reused')) return error;
  const message =
    'This reference was used with another request for this affiliate. Use a new reference for a new payout.';
  return new PayoutError('idempotency_key_reused', message);
}
