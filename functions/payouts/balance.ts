import { endpoint } from '../../libs/http/chain.ts';
import { ok } from '../../libs/http/envelope.ts';
import { requireAffiliate } from '../../libs/payouts/affiliate.ts';
import { getAffiliateByUserId } from '../../libs/store/affiliates.ts';
import { calculateBalance } from '../../libs/store/balances/read-balance.ts';
import { type Dependencies, deployed } from '../deployed.ts';

/** `GET /payouts/balance`: what was earned, paid, promised, and can be asked for. */
export const buildGetBalance = ({ settings, store }: Dependencies) =>
  endpoint(settings, { access: 'users', reads: 'nothing' }, async ({ user }) => {
    const { affiliate_id } = requireAffiliate(await getAffiliateByUserId(user.userId, store));
    return ok({ balance: await calculateBalance(affiliate_id, store) });
  });

export const handler = deployed(buildGetBalance);
