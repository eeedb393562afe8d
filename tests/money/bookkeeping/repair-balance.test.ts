import { describe, expect, it } from 'vitest';
import { buildGetBalance } from '../../../functions/payouts/balance.ts';
import { buildListPayouts } from '../../../functions/payouts/list.ts';
import { buildRequestPayout } from '../../../functions/payouts/request.ts';
import { buildRepairBalance } from '../../../functions/workers/repair-balance.ts';
import type { Affiliate } from '../../../libs/payouts/affiliate.ts';
import { checkBalance } from '../../../libs/store/balances/check-balance.ts';
import type { Store } from '../../../libs/store/engine/client.ts';
import { logged, openBalances, rowOf, spoil } from '../../../testing/bookkeeping.ts';
import { call, contextOf } from '../../../testing/call.ts';
import { cancelled, lost, withClient } from '../../../testing/client.ts';
import { everything } from '../../../testing/expect.ts';
import { asking } from '../../../testing/lifecycle.ts';
import { putPayout, record, setPayout } from '../../../testing/other-service.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { addAffiliate, NOW } from '../../../testing/world.ts';

const ASKED = { committed: 5000, paid: 0, held: 5000, payout_count: 1 };
const SPOILT = { ...ASKED, committed: 7000, held: 7000 };
const WHO = { by: 'Hedy', reason: 'The row was edited by hand.' };
const REPAIR = { at: NOW, ...WHO, from: SPOILT, to: ASKED };

const world = useWorld();

const repair = (order: object, store: Store = world.store) =>
  buildRepairBalance({ ...world, store })(order, contextOf());

const ask = ({ user_id }: Affiliate, amount = 5000) =>
  call(buildRequestPayout(world), asking(user_id, { amount }));

/** An affiliate whose row counts a payout as larger than it is, and the order that repairs the row. */
async function spoilt() {
  const affiliate = await addAffiliate(world);
  expect((await ask(affiliate)).status).toBe(201);
  await spoil(world, affiliate.affiliate_id, SPOILT);
  const { affiliate_id } = affiliate;
  return { affiliate, affiliate_id, order: { affiliate_id, ...WHO, counters: SPOILT } };
}

async function expectRefusal(order: object, message: string, store?: Store): Promise<void> {
  const before = await everything(world);
  await expect(repair(order, store)).rejects.toThrow(message);
  expect(await everything(world)).toStrictEqual(before);
}

describe('a balance repair', () => {
  it('sets the counters to the sums of the payouts, and records in the row and the log who did it', async () => {
    const { affiliate_id, order } = await spoilt();
    expect(await repair(order)).toStrictEqual(REPAIR);
    expect(await rowOf(world, affiliate_id)).toStrictEqual({ affiliate_id, ...ASKED, repairs: [REPAIR] });
    expect(logged('warn', 'balance-repair')).toStrictEqual([
      { affiliateId: affiliate_id, at: NOW, by: 'Hedy', from: SPOILT, to: ASKED },
    ]);
  });

  it('returns the same report and changes nothing if it is sent again, also after the row has changed', async () => {
    const { affiliate, affiliate_id, order } = await spoilt();
    await repair(order);
    expect((await ask(affiliate, 1000)).status).toBe(201);
    expect(await repair(order)).toStrictEqual(REPAIR);
    const counters = { committed: 6000, paid: 0, held: 6000, payout_count: 2 };
    expect(await rowOf(world, affiliate_id)).toStrictEqual({ affiliate_id, ...counters, repairs: [REPAIR] });
    // Another order is not answered with it.
    for (const facts of [{ by: 'Grace' }, { reason: 'Another one.' }])
      await expectRefusal({ ...order, ...facts }, 'not what the order says');
  });

  it.each([
    { facts: {}, why: 'Payouts that are not counted: ID. Run openBalances first.' },
    { facts: { amount: '$10' }, why: 'Records that cannot be read: ID. Mend them first.' },
  ])('is refused while a payout of another service stands in the way: $why', async ({ facts, why }) => {
    const { affiliate_id, order } = await spoilt();
    const payout = record(world, { affiliate_id, ...facts });
    await putPayout(world, payout);
    const { payout_id = '' } = payout as { payout_id?: string };
    await expectRefusal(order, `Nothing was changed. ${why.replace('ID', payout_id)}`);
    await setPayout(world, payout_id, { amount: 1000 });
    await openBalances(world);
    const counters = { committed: 8000, paid: 0, held: 8000, payout_count: 2 };
    await repair({ ...order, counters });
    const after = { committed: 6000, paid: 0, held: 6000, payout_count: 2 };
    expect(await rowOf(world, affiliate_id)).toMatchObject(after);
  });

  it('is made once if its answer is lost', async () => {
    const { affiliate_id, order } = await spoilt();
    let writes = 0;
    const store = withClient(world, async (name, send) => {
      const result = await send();
      if (name === 'TransactWriteItemsCommand' && writes++ === 0) throw lost();
      return result;
    });
    expect(await repair(order, store)).toStrictEqual(REPAIR);
    expect(await rowOf(world, affiliate_id)).toStrictEqual({ affiliate_id, ...ASKED, repairs: [REPAIR] });
  });

  it('is retried after a conflict', async () => {
    const { affiliate_id, order } = await spoilt();
    let writes = 0;
    const store = withClient(world, async (name, send) => {
      if (name === 'TransactWriteItemsCommand' && writes++ === 0) throw cancelled('TransactionConflict');
      return send();
    });
    expect(await repair(order, store)).toStrictEqual(REPAIR);
    expect(await rowOf(world, affiliate_id)).toStrictEqual({ affiliate_id, ...ASKED, repairs: [REPAIR] });
  });

  it('is recorded beside earlier repairs', async () => {
    const { affiliate_id, order } = await spoilt();
    await repair(order);
    const { committed: _, ...counters } = ASKED;
    await spoil(world, affiliate_id, { committed: undefined });
    const second = { at: NOW, ...WHO, from: counters, to: ASKED };
    expect(await repair({ ...order, counters })).toStrictEqual(second);
    const repairs = [REPAIR, second];
    expect(await rowOf(world, affiliate_id)).toStrictEqual({ affiliate_id, ...ASKED, repairs });
  });

  it('leaves a row that works, and callers do not see the repair', async () => {
    const { affiliate, order } = await spoilt();
    await repair(order);
    const answers = [
      await ask(affiliate, 45_000),
      await ask(affiliate, 1000),
      await call(buildGetBalance(world), { as: affiliate.user_id }),
      await call(buildListPayouts(world), { as: affiliate.user_id, query: { status: 'pending' } }),
    ];
    expect(answers.map(({ status }) => status)).toStrictEqual([201, 400, 200, 200]);
    expect(answers[1]?.json.error).toStrictEqual({
      code: 'insufficient_balance',
      details: { available: 0, requested: 1000 },
    });
    expect(answers[3]?.json.data.total).toBe(2);
    for (const { text } of answers) expect(text).not.toMatch(/repair|Hedy|edited by hand/);
  });
});

describe('a balance repair is refused and changes nothing', () => {
  it('if the row has changed since the report', async () => {
    const { affiliate, affiliate_id, order } = await spoilt();
    expect((await ask(affiliate, 1000)).status).toBe(201);
    await expectRefusal(
      order,
      `Nothing was changed. The counters of ${affiliate_id} are not what the order says.`,
    );
  });

  it('if the row changes during the repair', async () => {
    const { affiliate, affiliate_id, order } = await spoilt();
    let hasMoved = false;
    const store = withClient(world, async (name, send) => {
      const result = await send();
      if (name === 'QueryCommand' && !hasMoved) {
        hasMoved = true;
        expect((await ask(affiliate, 1000)).status).toBe(201);
      }
      return result;
    });
    await expect(repair(order, store)).rejects.toThrow('not what the order says');
    const counters = { committed: 8000, paid: 0, held: 8000, payout_count: 2 };
    expect(await rowOf(world, affiliate_id)).toStrictEqual({ affiliate_id, ...counters });
  });

  it('if there is no row', async () => {
    const { affiliate_id } = await addAffiliate(world);
    await expectRefusal(
      { affiliate_id, ...WHO, counters: ASKED },
      `Nothing was changed. There is no balance row of ${affiliate_id}.`,
    );
  });

  it('if there is nothing to repair', async () => {
    const affiliate = await addAffiliate(world);
    expect((await ask(affiliate)).status).toBe(201);
    await expectRefusal(
      { affiliate_id: affiliate.affiliate_id, ...WHO, counters: ASKED },
      `The counters of ${affiliate.affiliate_id} are what the payouts on record say.`,
    );
  });

  it.each([
    [{}, 'affiliate_id is required; by is required; reason is required; counters is required'],
    [{ ...REPAIR }, 'at is not a known member'],
    [{ by: 'hedy@example.com' }, "by must be a person's name of 1 to 128 characters, without an @"],
    [{ reason: '' }, 'reason must be text of 1 to 1000 characters'],
    [{ counters: 5000 }, "counters must be the difference's counters, as the report has them"],
    [{ counters: { ...ASKED, total: 1 } }, 'counters.total is not a known member'],
  ])('if the order is %j', async (order, message) => {
    await expectRefusal(order, message);
  });
});

describe('a repaired balance', () => {
  it('adds up', async () => {
    const { affiliate_id, order } = await spoilt();
    expect(await checkBalance(world.store, affiliate_id)).toMatchObject({ counters: order.counters });
    await repair(order);
    expect(await checkBalance(world.store, affiliate_id)).toBeUndefined();
  });
});
