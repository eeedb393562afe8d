import jwt from 'jsonwebtoken';
import { describe, it } from 'vitest';
import { buildGetBalance } from '../../../functions/payouts/balance.ts';
import { LOCAL_JWT_SECRET } from '../../../libs/runtime/settings.ts';
import { call } from '../../../testing/call.ts';
import { expectFailure, expectSuccess } from '../../../testing/expect.ts';
import { UNAUTHENTICATED } from '../../../testing/refusals.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { addAffiliate } from '../../../testing/world.ts';

const EXP = 4_000_000_000;

const UNSIGNED = jwt.sign({ user_id: 'user-ada', exp: EXP }, '', { algorithm: 'none' });

/** A token with exactly this payload. */
const sign = (payload: string) => jwt.sign(payload, LOCAL_JWT_SECRET);

const world = useWorld();
const ask = (token: string) =>
  call(buildGetBalance(world), { path: '/payouts/balance', headers: { Authorization: `Bearer ${token}` } });

describe('a token in a request', () => {
  it('shows its user the balance if it is valid', async () => {
    const { user_id } = await addAffiliate(world);
    const answer = await ask(sign(JSON.stringify({ sub: user_id, exp: EXP })));
    const balance = { total_earned: 50_000, total_paid: 0, pending: 0, available: 50_000 };
    expectSuccess(answer, { data: { balance } });
  });

  it.each([
    ['that is unsigned', UNSIGNED],
    ['whose payload is null', sign('null')],
    ['whose payload is not JSON', sign('{"user_id":')],
  ])('returns 401 and not 500 for one %s', async (_, token) =>
    expectFailure(await ask(token), UNAUTHENTICATED),
  );
});
