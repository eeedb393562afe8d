import { describe, expect, it } from 'vitest';
import { buildProcessPayout } from '../../../functions/admin/process.ts';
import { buildCancelPayout } from '../../../functions/payouts/cancel.ts';
import { checkBalance } from '../../../libs/store/balances/check-balance.ts';
import { openBalanceRow } from '../../../libs/store/balances/open-balance.ts';
import { logged } from '../../../testing/bookkeeping.ts';
import { call } from '../../../testing/call.ts';
import { withClient } from '../../../testing/client.ts';
import { callExpecting, expectFailure } from '../../../testing/expect.ts';
import { interrupted, isMarking } from '../../../testing/interrupted.ts';
import { cancelling, payoutNow, payoutThatIs, processing } from '../../../testing/lifecycle.ts';
import {
  deliver,
  type Item,
  openIf,
  putPayout,
  ROWS,
  record,
  removePayout,
  setPayout,
} from '../../../testing/other-service.ts';
import { PAYOUT_NOT_FOUND, RECORDS_UNREADABLE } from '../../../testing/refusals.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { addAffiliate, countersOf } from '../../../testing/world.ts';

const world = useWorld();

const starting = (payout_id: string) => processing(payout_id, { action: 'start' });

const CHANGES = [
  {
    what: 'spoilt',
    change: (id: string) => setPayout(world, id, { amount: '$10' }),
    refusal: RECORDS_UNREADABLE,
  },
  { what: 'deleted', change: (id: string) => removePayout(world, id), refusal: PAYOUT_NOT_FOUND },
];

describe.each(ROWS)('a payout of another service, with a row that is $row', ({ isOpen }) => {
  it.each(CHANGES)('is not counted if it is $what before its first step', async ({ change, refusal }) => {
    const { affiliate_id } = await addAffiliate(world);
    await openIf(isOpen, world, affiliate_id);
    const foreign = record(world, { affiliate_id });
    await putPayout(world, foreign);
    const payout_id = String(foreign.payout_id);
    const racing = interrupted(world, isMarking, () => change(payout_id));
    const start = call(buildProcessPayout(racing), starting(payout_id));
    expectFailure(await start, refusal);
    const nothing = { committed: 0, paid: 0, payout_count: 0 };
    expect((await countersOf(world, affiliate_id)) ?? nothing).toStrictEqual(nothing);
  });
});

describe('a payout of ours', () => {
  it.each(CHANGES)('is not moved if it is $what before the step is written', async ({ change, refusal }) => {
    const { affiliate, payout_id } = await payoutThatIs(world, 'pending');
    const before = await countersOf(world, affiliate.affiliate_id);
    const racing = interrupted(world, isMarking, () => change(payout_id));
    const start = call(buildProcessPayout(racing), starting(payout_id));
    expectFailure(await start, refusal);
    expect(await countersOf(world, affiliate.affiliate_id)).toStrictEqual(before);
  });
});

describe('a payout of ours that another service changes', () => {
  it.each([
    [{ status: 'completed' }, { committed: 5000, paid: 5000, payout_count: 1 }],
    [{ amount: 7000 }, { committed: 7000, paid: 0, payout_count: 1 }],
  ])('is counted once if two deliveries of the change race: %j', async (facts, counters) => {
    const { affiliate, payout_id } = await payoutThatIs(world, 'pending');
    const change = await setPayout(world, payout_id, facts);
    await deliver(
      interrupted(world, isMarking, () => deliver(world, change)),
      change,
    );
    expect(await countersOf(world, affiliate.affiliate_id)).toStrictEqual(counters);
  });

  it('is not started if it grows beyond what was earned before the start is written', async () => {
    const { affiliate, payout_id } = await payoutThatIs(world, 'pending');
    const racing = interrupted(world, isMarking, () => setPayout(world, payout_id, { amount: 50_001 }));
    const { json } = await callExpecting(409, buildProcessPayout(racing), starting(payout_id));
    expect(json.error).toStrictEqual({ code: 'needs_override', details: { warnings: ['not_covered'] } });
    const counters = { committed: 50_001, paid: 0, payout_count: 1 };
    expect(await countersOf(world, affiliate.affiliate_id)).toStrictEqual(counters);
  });
});

describe('a payout of ours that moves to another affiliate before a step is written', () => {
  it('is not started if that one has not earned it', async () => {
    const { affiliate_id } = await addAffiliate(world, { total_earned: 4999 });
    const { affiliate, payout_id } = await payoutThatIs(world, 'pending');
    const racing = interrupted(world, isMarking, () => setPayout(world, payout_id, { affiliate_id }));
    const { json } = await callExpecting(409, buildProcessPayout(racing), starting(payout_id));
    expect(json.error).toStrictEqual({ code: 'needs_override', details: { warnings: ['not_covered'] } });
    const nothing = { committed: 0, paid: 0, payout_count: 0 };
    expect(await countersOf(world, affiliate.affiliate_id)).toStrictEqual(nothing);
    const counters = { committed: 5000, paid: 0, payout_count: 1 };
    expect(await countersOf(world, affiliate_id)).toStrictEqual(counters);
  });

  it('is not cancelled by its former owner', async () => {
    const { affiliate_id } = await addAffiliate(world);
    const { affiliate, payout_id } = await payoutThatIs(world, 'pending');
    const racing = interrupted(world, isMarking, () => setPayout(world, payout_id, { affiliate_id }));
    const cancel = call(buildCancelPayout(racing), cancelling(affiliate.user_id, payout_id));
    expectFailure(await cancel, PAYOUT_NOT_FOUND);
    expect((await payoutNow(world, payout_id)).status).toBe('pending');
  });
});

describe('a payout that is moved, put back by another service and counted before a step is written', () => {
  const PAID = { action: 'complete', transaction_id: 'T-1' };

  it.each([
    ['pending', { action: 'start' }, { action: 'start' }, 'processing'],
    ['processing', PAID, { ...PAID, transaction_id: 'T-2' }, 'completed'],
  ] as const)('is moved on top of all that came before: from %s by %j', async (from, first, second, to) => {
    const { affiliate, payout_id } = await payoutThatIs(world, from, { payment_method: 'zelle' });
    const racing = interrupted(world, isMarking, async () => {
      await callExpecting(200, buildProcessPayout(world), processing(payout_id, first, 'user-first'));
      await deliver(world, await setPayout(world, payout_id, { status: from }));
    });
    await callExpecting(200, buildProcessPayout(racing), processing(payout_id, second, 'user-second'));
    const { status, history } = await payoutNow(world, payout_id);
    const entries = history.slice(-4).map((entry: Item) => [entry.status, entry.by]);
    expect(entries).toStrictEqual([
      [from, expect.any(String)],
      [to, 'user-first'],
      [from, 'old-service'],
      [to, 'user-second'],
    ]);
    expect(status).toBe(to);
    const counters = { committed: 5000, paid: to === 'completed' ? 5000 : 0, payout_count: 1 };
    expect(await countersOf(world, affiliate.affiliate_id)).toStrictEqual(counters);
  });
});

describe('a payout that changes while its row is opened', () => {
  async function openedWhile(facts: Item) {
    const { affiliate_id } = await addAffiliate(world);
    const foreign = record(world, { affiliate_id });
    await putPayout(world, foreign);
    let markings = 0;
    const store = withClient(world, async (name, send, input) => {
      if (isMarking(name, input) && markings++ === 0) await setPayout(world, foreign.payout_id, facts);
      return send();
    });
    expect(await openBalanceRow(store, affiliate_id)).toBeDefined();
    return { counters: await countersOf(world, affiliate_id), markings };
  }

  it('is looked at again, and marked in one more write', async () => {
    const counters = { committed: 1000, paid: 1000, payout_count: 1 };
    expect(await openedWhile({ status: 'completed' })).toStrictEqual({ counters, markings: 2 });
  });

  it('is not counted there if it moves to another affiliate', async () => {
    const { affiliate_id } = await addAffiliate(world);
    const counters = { committed: 0, paid: 0, payout_count: 0 };
    expect(await openedWhile({ affiliate_id })).toStrictEqual({ counters, markings: 1 });
  });
});

describe('a payout that an opening has marked, and that was cut short', () => {
  const isOpening = (_: string, input: object) => JSON.stringify(input).includes('"Put"');

  async function cutShort() {
    const { affiliate_id } = await addAffiliate(world);
    const payouts = [1000, 2000].map((amount) => record(world, { affiliate_id, amount }));
    for (const each of payouts) await putPayout(world, each);
    const cut = interrupted(world, isOpening, async () => Promise.reject(new Error('killed')));
    await expect(openBalanceRow(cut.store, affiliate_id)).rejects.toThrow('killed');
    return { affiliate_id, payout_id: String(payouts[0]?.payout_id) };
  }

  it.each([
    ['failed', { action: 'fail', reason: 'no' }, 2000],
    ['started', { action: 'start' }, 3000],
  ])('is %s, and the row opened with what it is then', async (_, body, committed) => {
    const { affiliate_id, payout_id } = await cutShort();
    await callExpecting(200, buildProcessPayout(world), processing(payout_id, body));
    const counters = { committed, paid: 0, payout_count: 2 };
    expect(await countersOf(world, affiliate_id)).toStrictEqual(counters);
  });

  it('is no difference to reconcile', async () => {
    const { affiliate_id } = await cutShort();
    expect(await checkBalance(world.store, affiliate_id)).toBeUndefined();
  });
});

describe('a record that names no affiliate', () => {
  it('stops no money when the stream shows it, and is named by an alarm', async () => {
    const foreign = record(world, { affiliate_id: undefined });
    await deliver(world, await putPayout(world, foreign));
    const alarm = { payoutId: foreign.payout_id, 'record-unreadable': 1 };
    expect(logged('error', 'record-unreadable')).toContainEqual(alarm);
  });
});
