import { describe, expect, it } from 'vitest';
import { buildCancelPayout } from '../../../functions/payouts/cancel.ts';
import { buildListPayouts } from '../../../functions/payouts/list.ts';
import { buildRequestPayout } from '../../../functions/payouts/request.ts';
import { buildOpenBalances, type OpeningReport } from '../../../functions/workers/open-balances.ts';
import type { Affiliate } from '../../../libs/payouts/affiliate.ts';
import { PAYOUT_STATUSES, type Payout } from '../../../libs/payouts/payout.ts';
import {
  allWell,
  logged,
  ONE_PAGE_MS,
  openBalances,
  reconcile,
  summedIn,
} from '../../../testing/bookkeeping.ts';
import { call, type TestAnswer } from '../../../testing/call.ts';
import { withClient } from '../../../testing/client.ts';
import { callExpecting, everything } from '../../../testing/expect.ts';
import { asking, cancelling } from '../../../testing/lifecycle.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { addAffiliate, addPayouts, countersOf } from '../../../testing/world.ts';

const AFFILIATES = 50;
const AMOUNT = 1000;
const NOTHING = { payout_count: 0, committed: 0, paid: 0 };

/** One payout of $10.00 in each status. */
const OF_SIX = { committed: 4 * AMOUNT, paid: AMOUNT, payout_count: 6 };

const world = useWorld();

interface OldAffiliate {
  affiliate: Affiliate;
  payouts: Payout[];
}

/** An affiliate of the old service who has earned $50.00, of which $10.00 are still available. */
async function oldAffiliate(): Promise<OldAffiliate> {
  const affiliate = await addAffiliate(world, { total_earned: 5 * AMOUNT });
  const { affiliate_id } = affiliate;
  const payouts = await addPayouts(world, ...PAYOUT_STATUSES.map((status) => ({ affiliate_id, status })));
  return { affiliate, payouts };
}

const oldAffiliates = (count: number) => Promise.all(Array.from({ length: count }, oldAffiliate));

async function statusesListed({ user_id }: Affiliate): Promise<number[]> {
  const lists = PAYOUT_STATUSES.map((status) =>
    callExpecting(200, buildListPayouts(world), { as: user_id, query: { status } }),
  );
  return (await Promise.all(lists)).map(({ json }) => json.data.payouts.length);
}

describe('opening all balances', () => {
  it('continues where it stopped, and opens a row for each affiliate without one, also without payouts', async () => {
    const [first, ...others] = await oldAffiliates(AFFILIATES);
    const idle = await addAffiliate(world, { status: 'inactive' });
    const owner = first?.affiliate ?? idle;
    expect((await call(buildRequestPayout(world), asking(owner.user_id, { amount: AMOUNT }))).status).toBe(
      201,
    );

    const reports: OpeningReport[] = [];
    do {
      const after = reports.at(-1)?.next;
      reports.push(await openBalances(world, after ? { after } : {}, ONE_PAGE_MS));
    } while (reports.at(-1)?.next !== null);
    expect(reports).toHaveLength(3);
    const sum = (numberOf: (report: OpeningReport) => number) =>
      reports.reduce((total, report) => total + numberOf(report), 0);
    expect(sum(({ opened }) => opened)).toBe(AFFILIATES);
    expect(sum(({ present }) => present)).toBe(1);
    expect(sum(({ failed }) => failed)).toBe(0);
    // The request has opened one row, and one affiliate has no payouts.
    const rows = AFFILIATES - 1;
    expect(sum(({ counted }) => counted.payout_count)).toBe(rows * OF_SIX.payout_count);
    expect(sum(({ counted }) => counted.committed)).toBe(rows * OF_SIX.committed);
    expect(sum(({ counted }) => counted.paid)).toBe(rows * OF_SIX.paid);

    for (const { affiliate } of others) {
      expect(await countersOf(world, affiliate.affiliate_id)).toStrictEqual(OF_SIX);
    }
    expect(await statusesListed(others[0]?.affiliate ?? idle)).toStrictEqual([1, 1, 1, 1, 1, 1]);
    expect(await countersOf(world, idle.affiliate_id)).toStrictEqual({
      committed: 0,
      paid: 0,
      payout_count: 0,
    });
    expect(await reconcile(world)).toStrictEqual(allWell(AFFILIATES + 1));
  });

  it('changes nothing if it is repeated', async () => {
    const before = await everything(world);
    const report = {
      opened: 0,
      present: AFFILIATES + 1,
      adopted: 0,
      filed: 0,
      failed: 0,
      counted: NOTHING,
      next: null,
    };
    expect(await openBalances(world)).toStrictEqual(report);
    expect(await everything(world)).toStrictEqual(before);
  });

  it('does not stop at a row that fails, which another run opens', async () => {
    const { affiliate, payouts } = await oldAffiliate();
    const store = withClient(world, (name, send, input) => {
      if (summedIn(name, input) === affiliate.affiliate_id) throw new Error('There is no such index.');
      return send();
    });
    await oldAffiliates(3);
    const present = AFFILIATES + 1;
    const report = await openBalances({ ...world, store });
    const counted = { payout_count: 18, committed: 12 * AMOUNT, paid: 3 * AMOUNT };
    expect(report).toStrictEqual({
      opened: 3,
      present,
      adopted: 0,
      filed: 0,
      failed: 1,
      counted,
      next: null,
    });
    expect(logged('error', 'open-balances')).toStrictEqual([
      { affiliateId: affiliate.affiliate_id, stack: expect.stringContaining('no such index') },
      report,
    ]);
    expect(logged('info', 'open-balance')).toMatchObject(Array(3).fill({ row: 'opened', counted: OF_SIX }));
    expect(await countersOf(world, affiliate.affiliate_id)).toBeUndefined();
    expect(await openBalances(world)).toStrictEqual({
      opened: 1,
      present: present + 3,
      adopted: 0,
      filed: 0,
      failed: 0,
      counted: OF_SIX,
      next: null,
    });
    expect((await countersOf(world, affiliate.affiliate_id))?.payout_count).toBe(payouts.length);
  });

  it('counts each payout once and overdraws no balance while requests and cancels run', async () => {
    const old = await oldAffiliates(30);
    const met = new Set<string>();
    // The requests arrive after the payouts were summed, and before the row is opened with the sum.
    const store = withClient(world, async (name, send, input) => {
      const result = await send();
      const racer = old.find(({ affiliate }) => affiliate.affiliate_id === summedIn(name, input));
      if (!racer || met.has(racer.affiliate.affiliate_id)) return result;
      met.add(racer.affiliate.affiliate_id);
      await Promise.all(moves(racer));
      return result;
    });
    const present = AFFILIATES + 1 + 4 + old.length;
    const report = { opened: 0, present, adopted: 0, filed: 0, failed: 0, counted: NOTHING, next: null };
    expect(await openBalances({ ...world, store })).toStrictEqual(report);
    expect(met.size).toBe(old.length);
    for (const { affiliate } of old) {
      const { committed = 0 } = (await countersOf(world, affiliate.affiliate_id)) ?? {};
      expect(committed).toBeLessThanOrEqual(Number(affiliate.total_earned));
    }
    expect(await reconcile(world)).toStrictEqual(allWell(AFFILIATES + 1 + 4 + old.length));
  });
});

/** Three requests, of which the balance covers one, and a cancel of the pending payout. */
function moves({ affiliate: { user_id }, payouts }: OldAffiliate): Promise<TestAnswer>[] {
  const { payout_id = '' } = payouts.find(({ status }) => status === 'pending') ?? {};
  return [
    ...Array.from({ length: 3 }, () => call(buildRequestPayout(world), asking(user_id, { amount: AMOUNT }))),
    call(buildCancelPayout(world), cancelling(user_id, payout_id)),
  ];
}

describe('a long run', () => {
  it('says every ten seconds how far it is', async () => {
    await Promise.all(Array.from({ length: 25 }, () => addAffiliate(world)));
    // Each look at the clock finds that six seconds have passed.
    let remaining = 900_000;
    const getRemainingTimeInMillis = () => {
      remaining -= 6000;
      return remaining;
    };
    await buildOpenBalances(world)({}, { getRemainingTimeInMillis });
    const lines = logged('info', 'open-balances-so-far');
    expect(lines.length).toBeGreaterThan(0);
    expect(lines[0]).toMatchObject({ failed: 0, next: expect.any(String) });
  });
});
