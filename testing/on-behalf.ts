import type { Affiliate } from '../libs/payouts/affiliate.ts';
import type { TestRequest } from './call.ts';

/** An admin's request on the affiliate's behalf. */
export const askingFor = (
  { affiliate_id }: Pick<Affiliate, 'affiliate_id'>,
  body: object,
  as = 'user-admin',
): TestRequest => ({
  method: 'POST',
  path: '/admin/payouts',
  as,
  admin: true,
  body: { affiliate_id, reference: 'event-1', ...body },
});
