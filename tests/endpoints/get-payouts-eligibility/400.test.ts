import { beforeAll, describe, it } from 'vitest';
import { buildGetEligibility } from '../../../functions/payouts/eligibility.ts';
import { expectRefusal } from '../../../testing/expect.ts';
import { invalidRequest, SAYS } from '../../../testing/refusals.ts';
import { useHandler } from '../../../testing/use-handler.ts';
import { addAffiliate } from '../../../testing/world.ts';

const { world, handler } = useHandler(buildGetEligibility);

let user: string;
beforeAll(async () => {
  user = (await addAffiliate(world)).user_id;
});

const refuse = (query: Record<string, string>, message: string, [path = ''] = Object.keys(query)) =>
  expectRefusal(
    world,
    handler,
    { path: '/payouts/eligibility', as: user, query },
    invalidRequest([path, message]),
  );

describe('GET /payouts/eligibility: 400', () => {
  it.each(['', ' 5000', '+5000', '-1', '05000', '5000.5', '5e3', '0x1388', 'fifty', '1000000000000000'])(
    'refuses the amount "%s"',
    (amount) => refuse({ amount }, SAYS.cents),
  );

  it('refuses what it does not know', () => refuse({ currency: 'EUR' }, SAYS.unknown));
});
