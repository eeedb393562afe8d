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

/** More than any client needs, so that a client that is never answered ends. */
const REPEATS_MAX = 100;

const world = useWorld();
const proxied = useProxy(world, { contention: true });

it('64 concurrent clients of one affiliate get a payout or a refusal each, and overdraw nothing', async () => {
  const { affiliate_id, user_id } = await addAffiliate(world, { total_earned: AFFORDABLE * AMOUNT });
  const request = buildRequestPayout({ ...world, store: proxied.store });

  /** A busy row, and an unknown outcome after a slow answer, are both asked again under the same key. */
  async function ask(key: string): Promise<TestAnswer> {
    for (let repeat = 0; repeat < REPEATS_MAX; repeat++) {
      const answer = await call(request, asking(user_id, { amount: AMOUNT }, key));
      if (answer.status < 500) return answer;
      expect(answer.json.error?.code).toBeOneOf(['try_again', 'internal']);
    }
    throw new Error(`${key} got no answer below 500 in ${REPEATS_MAX} tries.`);
  }

  const answers = await Promise.all(Array.from({ length: CLIENTS }, (_, client) => ask(`client-${client}`)));
  const codes = answers.map(({ status, json }) => String(json.error?.code ?? status)).sort();
  expect(codes).toStrictEqual([
    ...Array(AFFORDABLE).fill('201'),
    ...Array(CLIENTS - AFFORDABLE).fill('insufficient_balance'),
  ]);
  expect(proxied.proxy.conflicts).toBeGreaterThan(0);
  expect(await countersOf(world, affiliate_id)).toStrictEqual({
    committed: AFFORDABLE * AMOUNT,
    paid: 0,
    payout_count: AFFORDABLE,
  });
});
