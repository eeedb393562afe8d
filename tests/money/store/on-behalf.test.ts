import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { buildRequestOnBehalf } from '../../../functions/admin/request.ts';
import { buildRequestPayout } from '../../../functions/payouts/request.ts';
import type { Store } from '../../../libs/store/engine/client.ts';
import { call, type TestAnswer } from '../../../testing/call.ts';
import { lost, withClient } from '../../../testing/client.ts';
import { callExpecting, expectFailure, expectReplay } from '../../../testing/expect.ts';
import { interrupted } from '../../../testing/interrupted.ts';
import { asking } from '../../../testing/lifecycle.ts';
import { askingFor } from '../../../testing/on-behalf.ts';
import {
  AFFILIATE_NOT_FOUND,
  affiliateInactive,
  insufficientBalance,
  OUTCOME_UNKNOWN,
  REFERENCE_REUSED,
  TRY_AGAIN,
} from '../../../testing/refusals.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { addAffiliate, countersOf, type SeededAffiliate } from '../../../testing/world.ts';

const world = useWorld();

const on = (store: Store) => buildRequestOnBehalf({ ...world, store });
const idIn = ({ json }: TestAnswer): string => json.data.payout.payout_id;
const isReplay = ({ headers }: TestAnswer) => headers['idempotency-replayed'] === 'true';

const isReserving = (name: string, input: object) =>
  name === 'TransactWriteItemsCommand' && JSON.stringify(input).includes(':headroom');

/** Loses the answers to the first transactions that reserve. */
function losing(count: number): Store {
  let tries = 0;
  return withClient(world, async (name, send, input) => {
    const result = await send();
    if (isReserving(name, input) && tries++ < count) throw lost();
    return result;
  });
}

describe('a reference', () => {
  it('is a name apart from the keys of the affiliate', async () => {
    const affiliate = await addAffiliate(world);
    const own = await callExpecting(
      201,
      buildRequestPayout(world),
      asking(affiliate.user_id, { amount: 1000 }, 'event-1'),
    );
    const answer = await callExpecting(201, on(world.store), askingFor(affiliate, { amount: 2000 }));
    expect(isReplay(answer)).toBe(false);
    expect(idIn(answer)).not.toBe(idIn(own));
    const again = asking(affiliate.user_id, { amount: 1000 }, 'event-1');
    await expectReplay(world, buildRequestPayout(world), own, again);
    expect(await countersOf(world, affiliate.affiliate_id)).toMatchObject({ committed: 3000 });
  });

  it('makes one payout if several admins send it at once', async () => {
    const affiliate = await addAffiliate(world);
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        call(on(world.store), askingFor(affiliate, { amount: 5000 }, `user-admin-${index % 2}`)),
      ),
    );
    expect(answers.map(({ status }) => status)).toStrictEqual(Array(8).fill(201));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers.filter((answer) => !isReplay(answer))).toHaveLength(1);
    const counters = { committed: 5000, paid: 0, payout_count: 1 };
    expect(await countersOf(world, affiliate.affiliate_id)).toStrictEqual(counters);
  });

  it('makes one payout if two admins send different bodies with it at once', async () => {
    const affiliate = await addAffiliate(world);
    const answers = await Promise.all([
      call(on(world.store), askingFor(affiliate, { amount: 2000 }, 'user-one')),
      call(on(world.store), askingFor(affiliate, { amount: 3000 }, 'user-two')),
    ]);
    const [refused, ...others] = answers.filter(({ status }) => status !== 201) as [TestAnswer];
    expect(others).toHaveLength(0);
    expectFailure(refused, REFERENCE_REUSED);
    expect(await countersOf(world, affiliate.affiliate_id)).toMatchObject({ payout_count: 1 });
  });

  it('never makes two payouts that the earnings do not cover, beside a request of the affiliate', async () => {
    const affiliate = await addAffiliate(world, { total_earned: 5000 });
    const answers = await Promise.all([
      call(on(world.store), askingFor(affiliate, { amount: 5000 })),
      call(buildRequestPayout(world), asking(affiliate.user_id, { amount: 5000 })),
    ]);
    const [refused] = answers.filter(({ status }) => status !== 201) as [TestAnswer];
    expectFailure(refused, insufficientBalance(5000, 0));
    expect(await countersOf(world, affiliate.affiliate_id)).toMatchObject({ committed: 5000 });
  });
});

describe('a lost answer of the database', () => {
  it('is made up for within the call, and the money is reserved once', async () => {
    const affiliate = await addAffiliate(world);
    await callExpecting(201, on(losing(2)), askingFor(affiliate, { amount: 5000 }));
    const counters = { committed: 5000, paid: 0, payout_count: 1 };
    expect(await countersOf(world, affiliate.affiliate_id)).toStrictEqual(counters);
  });

  it('is an unknown outcome if all are lost, and the same reference finds what was done', async () => {
    const affiliate = await addAffiliate(world);
    await callExpecting(201, on(world.store), askingFor(affiliate, { amount: 1000, reference: 'before' }));
    const asked = askingFor(affiliate, { amount: 5000 });
    const store = withClient(world, async (name, send) => {
      if (name !== 'TransactWriteItemsCommand') return send();
      await send().catch(() => {});
      throw lost();
    });
    expectFailure(await call(on(store), asked), OUTCOME_UNKNOWN);
    const again = await callExpecting(201, on(world.store), asked);
    expect(isReplay(again)).toBe(true);
    await expectReplay(world, on(world.store), { ...again, headers: withoutReplay(again) }, asked);
    expect(await countersOf(world, affiliate.affiliate_id)).toMatchObject({ payout_count: 2 });
  });
});

const withoutReplay = ({ headers: { 'idempotency-replayed': _, ...headers } }: TestAnswer) => headers;

describe("an affiliate's record that changes before the money is reserved", () => {
  const racing = (what: (affiliate: SeededAffiliate) => Promise<unknown>) => async () => {
    const affiliate = await addAffiliate(world);
    const changed = interrupted(world, isReserving, () => what(affiliate));
    const answer = await call(buildRequestOnBehalf(changed), askingFor(affiliate, { amount: 5000 }));
    return { affiliate, answer };
  };
  const put = (facts: object) => racing((affiliate) => addAffiliate(world, { ...affiliate, ...facts }));

  it('is refused if the account is closed meanwhile', async () => {
    const { answer } = await put({ status: 'closed' })();
    expectFailure(answer, affiliateInactive('closed'));
  });

  it('is refused if the account is deleted meanwhile', async () => {
    const { answer } = await racing(({ affiliate_id }) => {
      const { affiliates: TableName } = world.store.tables;
      return world.store.db.send(new DeleteCommand({ TableName, Key: { affiliate_id } }));
    })();
    expectFailure(answer, AFFILIATE_NOT_FOUND);
  });

  it('is told to try again if the destination on record has moved', async () => {
    const { answer } = await put({ payment_email: 'new@example.com' })();
    expectFailure(answer, { ...TRY_AGAIN, headers: { 'retry-after': '1' } });
  });

  it('goes on if the account went to another user: it was named by its id', async () => {
    const { affiliate, answer } = await put({ user_id: 'user-other' })();
    expect(answer.status).toBe(201);
    expect(await countersOf(world, affiliate.affiliate_id)).toMatchObject({ committed: 5000 });
  });
});
