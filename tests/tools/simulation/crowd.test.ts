import { expect, it } from 'vitest';
import { buildRequestPayout } from '../../../functions/payouts/request.ts';
import { call, type TestAnswer } from '../../../testing/call.ts';
import { asking } from '../../../testing/lifecycle.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { addAffiliate, countersOf } from '../../../testing/world.ts';
import { useProxy } from './use-proxy.ts';

const CLIENTS = 64;
const AMOUNT = 1000;
const AFFORDABLE = 40;

/** More than any client needs, so that a client that is never accepted ends. */
const REPEATS_MAX = 100;

const world = useWorld();
const proxied = useProxy(world, { contention: true });

it('64 concurrent clients of one affiliate get a payout or a refusal each, and overdraw nothing', async () => {
  const { affiliate_id, user_id } = await addAffiliate(world, { total_earned: AFFORDABLE * AMOUNT });
  const request = buildRequestPayout({ ...world, store: proxied.store });

  async function ask(key: string): Promise<TestAnswer> {
    for (let repeat = 0; repeat < REPEATS_MAX; repeat++) {
      const answer = await call(request, asking(user_id, { amount: AMOUNT }, key));
      if (answer.status !== 503) return answer;
      expect(answer.json.error).toStrictEqual({ code: 'try_again' });
    }
    throw new Error(`${key} was told to try again ${REPEATS_MAX} times.`);
  }

  const answers = await Promise.all(Array.from({ length: CLIENTS }, (_, client) => ask(`client-${client}`)));
  const codes = answers.map(({ status, json }) => json.error?.code ?? status);
  expect(codes.filter((code) => code === 201)).toHaveLength(AFFORDABLE);
  expect(codes.filter((code) => code === 'insufficient_balance')).toHaveLength(CLIENTS - AFFORDABLE);
  expect(proxied.proxy.conflicts).toBeGreaterThan(0);
  expect(await countersOf(world, affiliate_id)).toStrictEqual({
    committed: AFFORDABLE * AMOUNT,
    paid: 0,
    payout_count: AFFORDABLE,
  });
});
