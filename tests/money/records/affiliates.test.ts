import { describe, expect, it } from 'vitest';
import { buildGetBalance } from '../../../functions/payouts/balance.ts';
import { buildRequestBulk } from '../../../functions/payouts/bulk.ts';
import { buildRequestPayout } from '../../../functions/payouts/request.ts';
import { alarmsNamed } from '../../../testing/alarms.ts';
import { call } from '../../../testing/call.ts';
import { callExpecting, expectFailure, expectRefusal } from '../../../testing/expect.ts';
import { asking, askingForAll, balanceOf } from '../../../testing/lifecycle.ts';
import { openIf, ROWS, storedPayout } from '../../../testing/other-service.ts';
import {
  AFFILIATE_AMBIGUOUS,
  affiliateInactive,
  insufficientBalance,
  invalidRequest,
  RECORDS_UNREADABLE,
  SAYS,
} from '../../../testing/refusals.ts';
import { handlerOn, useHandler } from '../../../testing/use-handler.ts';
import { addAffiliate, countersOf, NOW } from '../../../testing/world.ts';

const { world, handler: request } = useHandler(buildRequestPayout);
const bulk = handlerOn(world, buildRequestBulk);

/** An affiliate with these members on record, to the letter. */
async function affiliateWith(facts: object, isOpen = false) {
  const affiliate = await addAffiliate(world, facts as never);
  await openIf(isOpen, world, affiliate.affiliate_id);
  return affiliate;
}

describe.each(ROWS)('R3: earnings in text, with a row that is $row', ({ isOpen }) => {
  it.each(['100000', ' 100000 ', '00100000'])('%j are what was earned, to the cent', async (total_earned) => {
    const affiliate = await affiliateWith({ total_earned }, isOpen);
    const { user_id, affiliate_id } = affiliate;
    const all = { total_earned: 100_000, total_paid: 0, pending: 0, available: 100_000 };
    expect(await balanceOf(world, affiliate)).toStrictEqual(all);
    const tooMuch = asking(user_id, { amount: 100_001 });
    expectFailure(await call(request, tooMuch), insufficientBalance(100_001, 100_000));
    await callExpecting(201, bulk, askingForAll(user_id, [{ amount: 50_000 }, { amount: 49_000 }]));
    await callExpecting(201, request, asking(user_id, { amount: 1000 }));
    const counters = { committed: 100_000, paid: 0, payout_count: 3 };
    expect(await countersOf(world, affiliate_id)).toStrictEqual(counters);
    expectFailure(await call(request, asking(user_id, { amount: 1000 })), insufficientBalance(1000, 0));
  });

  it.each(['1000.00', '', '$5', [50_000], true])('%j cannot be read, and stop the money', async (earned) => {
    const { user_id } = await affiliateWith({ total_earned: earned }, isOpen);
    expectFailure(await call(buildGetBalance(world), { as: user_id }), RECORDS_UNREADABLE);
    await expectRefusal(world, request, asking(user_id, { amount: 1000 }), RECORDS_UNREADABLE);
    await expectRefusal(world, bulk, askingForAll(user_id, [{ amount: 1000 }]), RECORDS_UNREADABLE);
  });
});

describe('R5: a destination on record with blanks and capitals', () => {
  const facts = { payment_email: ' ada@example.com ', payment_method: 'PayPal', status: 'Active' };
  const ours = { payment_method: 'paypal', payment_email: 'ada@example.com' };

  it('is where a request without one goes', async () => {
    const { user_id } = await affiliateWith(facts);
    const { json } = await callExpecting(201, request, asking(user_id, { amount: 1000 }));
    expect(json.data.payout).toMatchObject(ours);
    const stored = await storedPayout(world, json.data.payout.payout_id);
    expect(stored).toMatchObject({ ...ours, destination_changed: false });
    expect(stored).not.toHaveProperty('recorded_email');
  });

  it('is told if a request goes elsewhere', async () => {
    const { user_id } = await affiliateWith(facts);
    const body = { amount: 1000, payment_email: 'thief@example.com' };
    const { json } = await callExpecting(201, request, asking(user_id, body));
    expect(await storedPayout(world, json.data.payout.payout_id)).toMatchObject({
      payment_email: 'thief@example.com',
      destination_changed: true,
      recorded_email: 'ada@example.com',
    });
  });

  it('is checked to the letter when the money is reserved, in bulk too', async () => {
    const { user_id } = await affiliateWith(facts);
    const { json } = await callExpecting(201, bulk, askingForAll(user_id, [{ amount: 1000 }]));
    expect(json.data.payouts[0]).toMatchObject(ours);
  });
});

describe.each(ROWS)('R10: an affiliate whose status is a list, with a row that is $row', ({ isOpen }) => {
  it('is inactive, and reads a balance', async () => {
    const affiliate = await affiliateWith({ status: ['active'] }, isOpen);
    const { user_id } = affiliate;
    const refusal = affiliateInactive('unknown');
    await expectRefusal(world, request, asking(user_id, { amount: 1000 }), refusal);
    await expectRefusal(world, bulk, askingForAll(user_id, [{ amount: 1000 }]), refusal);
    const balance = { total_earned: 50_000, total_paid: 0, pending: 0, available: 50_000 };
    expect(await balanceOf(world, affiliate)).toStrictEqual(balance);
  });
});

describe.each(ROWS)(
  'M14: a user with closed accounts and one that is active, with a row that is $row',
  ({ isOpen }) => {
    /** Closed accounts on both sides of the active one, so that an index gives one of them first. */
    async function severalOf(user_id: string, status: string) {
      for (const name of ['a', 'z']) {
        const closed = {
          affiliate_id: `aff-${name}-${user_id}`,
          user_id,
          status: 'deleted',
          total_earned: 900,
        };
        await affiliateWith(closed);
      }
      return affiliateWith({ affiliate_id: `aff-m-${user_id}`, user_id, status }, isOpen);
    }

    it('asks for payouts of the active one, and reads its balance', async () => {
      const affiliate = await severalOf(`user-closed-${isOpen}`, 'Active ');
      const { affiliate_id, user_id } = affiliate;
      const balance = { total_earned: 50_000, total_paid: 0, pending: 0, available: 50_000 };
      expect(await balanceOf(world, affiliate)).toStrictEqual(balance);
      await callExpecting(201, request, asking(user_id, { amount: 1000 }));
      await callExpecting(201, bulk, askingForAll(user_id, [{ amount: 2000 }]));
      expect(await countersOf(world, affiliate_id)).toStrictEqual({
        committed: 3000,
        paid: 0,
        payout_count: 2,
      });
      expect(alarmsNamed('affiliate-ambiguous')).toStrictEqual([]);
    });

    it('is inactive if none is active', async () => {
      const { user_id } = await severalOf(`user-all-closed-${isOpen}`, 'deleted');
      const asked = asking(user_id, { amount: 1000 });
      await expectRefusal(world, request, asked, affiliateInactive('deleted'));
    });

    it('is ambiguous if two are active, and an alarm names both', async () => {
      const { affiliate_id, user_id } = await severalOf(`user-twice-${isOpen}`, 'active');
      const other = await affiliateWith({ user_id });
      await expectRefusal(world, request, asking(user_id, { amount: 1000 }), AFFILIATE_AMBIGUOUS);
      const [alarm] = alarmsNamed('affiliate-ambiguous') as { affiliateIds: string[] }[];
      expect(new Set(alarm?.affiliateIds)).toStrictEqual(new Set([affiliate_id, other.affiliate_id]));
      // An invalid time is told first, as it is to everybody else.
      const late = { amount: 1000, scheduled_for: NOW };
      const field = invalidRequest(['scheduled_for', SAYS.timeAhead]);
      await expectRefusal(world, request, asking(user_id, late), field);
      const second = invalidRequest(['payouts.1.scheduled_for', SAYS.timeAhead]);
      await expectRefusal(world, bulk, askingForAll(user_id, [{ amount: 1000 }, late]), second);
    });
  },
);
