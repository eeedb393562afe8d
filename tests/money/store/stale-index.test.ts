import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { buildRequestPayout } from '../../../functions/payouts/request.ts';
import type { Affiliate } from '../../../libs/payouts/affiliate.ts';
import { call } from '../../../testing/call.ts';
import { withClient } from '../../../testing/client.ts';
import { callExpecting } from '../../../testing/expect.ts';
import { asking } from '../../../testing/lifecycle.ts';
import { openIf, ROWS } from '../../../testing/other-service.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { addAffiliate, countersOf, NOW } from '../../../testing/world.ts';

const world = useWorld();

/** A store whose index still returns the affiliate as `before`. On AWS this lasts a moment. */
async function askBehind(before: Affiliate, now: Partial<Affiliate>, amount: number) {
  const store = withClient(world, async (_name, send, input) => {
    const result = await send();
    if ((input as { IndexName?: string }).IndexName !== 'user-affiliate-index') return result;
    return { ...result, output: { ...(result.output as object), Items: [before] } };
  });
  const Item = { ...before, ...now };
  await world.store.db.send(new PutCommand({ TableName: world.store.tables.affiliates, Item }));
  return call(buildRequestPayout({ ...world, store }), {
    method: 'POST',
    as: before.user_id,
    body: { amount },
  });
}

const LATER = new Date(Date.parse(NOW) + 1).toISOString();

describe.each(ROWS)('a stale index, with a row that is $row', ({ isOpen }) => {
  async function added(facts: Partial<Affiliate> = {}) {
    const affiliate = await addAffiliate(world, facts);
    await openIf(isOpen, world, affiliate.affiliate_id);
    return affiliate;
  }

  const expectNothing = async ({ affiliate_id }: Affiliate) =>
    expect(await countersOf(world, affiliate_id)).toStrictEqual(
      isOpen ? { committed: 0, paid: 0, payout_count: 0 } : undefined,
    );

  it('does not refuse a request that new earnings cover', async () => {
    const before = await added({ total_earned: 0 });
    expect((await askBehind(before, { total_earned: 5000 }, 5000)).status).toBe(201);
  });

  it('does not hold up a request for earnings that grow again and again', async () => {
    const affiliate = await added({ total_earned: 5000 });
    let total_earned = 5000;
    const store = withClient(world, async (name, send) => {
      const grown = { ...affiliate, total_earned: ++total_earned };
      if (name === 'TransactWriteItemsCommand') await addAffiliate(world, grown);
      return send();
    });
    const request = buildRequestPayout({ ...world, store });
    await callExpecting(201, request, asking(affiliate.user_id, { amount: 5000 }));
  });

  it('does not pay from earnings that were taken back', async () => {
    const before = await added({ total_earned: 5000 });
    const answer = await askBehind(before, { total_earned: 4000 }, 5000);
    expect(answer.json.error).toStrictEqual({
      code: 'insufficient_balance',
      details: { available: 4000, requested: 5000 },
    });
    await expectNothing(before);
  });

  it('does not pay from earnings that have not matured', async () => {
    const before = await added({ total_earned: 5000 });
    const maturing = [{ amount: 1000, available_at: LATER }];
    const answer = await askBehind(before, { maturing }, 5000);
    expect(answer.json.error).toMatchObject({ details: { available: 4000, requested: 5000 } });
    await expectNothing(before);
  });

  it('does not pay an affiliate whose account was closed', async () => {
    const before = await added();
    const answer = await askBehind(before, { status: 'closed' }, 5000);
    expect(answer.status).toBe(403);
    expect(answer.json.error).toStrictEqual({ code: 'affiliate_inactive', details: { status: 'closed' } });
    await expectNothing(before);
  });

  it('does not pay a user whose affiliate account now belongs to another', async () => {
    const before = await added();
    const answer = await askBehind(before, { user_id: 'user-other' }, 5000);
    expect(answer.json.error).toStrictEqual({ code: 'not_an_affiliate' });
  });

  it.each([
    ['address', { payment_email: 'mine-again@example.com' }],
    ['method', { payment_method: 'zelle' }],
  ] as const)('does not use a %s that is no longer on record, and returns try_again', async (_, now) => {
    const before = await added();
    const answer = await askBehind(before, now, 5000);
    expect([answer.status, answer.json.error]).toStrictEqual([503, { code: 'try_again' }]);
    await expectNothing(before);
  });
});
