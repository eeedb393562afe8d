import { describe, expect, it } from 'vitest';
import { buildListAllPayouts } from '../../../functions/admin/list.ts';
import { buildProcessPayout } from '../../../functions/admin/process.ts';
import { buildRequestPayout } from '../../../functions/payouts/request.ts';
import type { RecordedPayout } from '../../../libs/payouts/payout.ts';
import { receiptNumber } from '../../../libs/payouts/receipt-number.ts';
import { SEARCH_KEYS } from '../../../libs/payouts/search-keys.ts';
import { fileRecord } from '../../../libs/store/payouts/filing.ts';
import { getPayoutToTheLetter } from '../../../libs/store/payouts/get-payout.ts';
import { openBalances } from '../../../testing/bookkeeping.ts';
import { callExpecting, everything } from '../../../testing/expect.ts';
import { AS_ADMIN, asking, payoutThatIs, processing } from '../../../testing/lifecycle.ts';
import {
  deliver,
  type Item,
  putPayout,
  record,
  setPayout,
  storedPayout,
} from '../../../testing/other-service.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { addAffiliate } from '../../../testing/world.ts';

const world = useWorld();

const ENDED_AT = '2026-02-03T04:05:06.000Z';
const PAID = { status: 'completed', processed_at: ENDED_AT, transaction_id: 'B-1' };

/** The ids of the payouts that a search finds. */
async function found(query: Record<string, string>): Promise<string[]> {
  const { json } = await callExpecting(200, buildListAllPayouts(world), { ...AS_ADMIN, query });
  return json.data.payouts.map(({ payout_id }: Item) => payout_id);
}

/** Addresses and transactions of this test alone. */
const own = () => ({ payment_email: `${world.newId()}@Example.org`, transaction_id: `T-${world.newId()}` });

async function written(facts: Item): Promise<Item> {
  const { affiliate_id } = await addAffiliate(world);
  return record(world, { affiliate_id, ...own(), ...facts });
}

const keysIn = (item: Item = {}) => Object.fromEntries(SEARCH_KEYS.map((name) => [name, item[name]]));

const NO_KEYS = keysIn();

describe('a payout of another service', () => {
  it('is found by its address, its transaction and its end once the stream has shown it', async () => {
    const payout = await written({ status: 'completed', processed_at: '2019-02-03 04:05:06' });
    const { payment_email, transaction_id } = payout as Record<string, string>;
    const byEnd = { ended_from: '2019-02-03', ended_to: '2019-02-03' };
    const byReceipt = { receipt_number: receiptNumber(String(payout.payout_id)) };
    const searches = [{ payment_email }, { transaction_id }, byReceipt, byEnd] as Record<string, string>[];
    const image = await putPayout(world, payout);
    for (const search of searches) expect(await found(search)).toStrictEqual([]);
    await deliver(world, image);
    for (const search of searches) expect(await found(search)).toStrictEqual([payout.payout_id]);
  });

  it('is found once a request has opened the balance row, although no stream has shown it', async () => {
    const { affiliate_id, user_id } = await addAffiliate(world);
    const payout = record(world, { affiliate_id, ...own(), ...PAID });
    await putPayout(world, payout);
    await callExpecting(201, buildRequestPayout(world), asking(user_id, { amount: 1000 }));
    const { payment_email } = payout as Record<string, string>;
    expect(await found({ payment_email } as Record<string, string>)).toStrictEqual([payout.payout_id]);
    expect(keysIn(await storedPayout(world, payout.payout_id))).toMatchObject({ ended_at: ENDED_AT });
  });

  it('is found, although its amount cannot be read', async () => {
    const payout = await written({ amount: '$50.00' });
    await deliver(world, await putPayout(world, payout));
    expect(await found({ payment_email: String(payout.payment_email) })).toStrictEqual([payout.payout_id]);
  });

  it('is no longer found by what it was, once the stream has shown that it has changed', async () => {
    const payout = await written({ ...PAID, transaction_id: own().transaction_id });
    await deliver(world, await putPayout(world, payout));
    const { payment_email } = own();
    const changed = { payment_email, status: 'pending', transaction_id: undefined, processed_at: undefined };
    await deliver(world, await setPayout(world, payout.payout_id, changed));
    const stored = await storedPayout(world, payout.payout_id);
    expect(keysIn(stored)).toStrictEqual({ ...NO_KEYS, search_email: payment_email.toLowerCase() });
    expect(await found({ payment_email: String(payout.payment_email) })).toStrictEqual([]);
    expect(await found({ payment_email })).toStrictEqual([payout.payout_id]);
  });

  it.each([
    ['its keys', { payment_email: 'new@example.org', search_email: 'new@example.org' }],
    ['its status', { status: 'failed' }],
  ])('is not found by what it was when it was read, if it has changed since: %s', async (_, facts) => {
    const payout = await written(PAID);
    await putPayout(world, payout);
    const before = await getPayoutToTheLetter(world.store, String(payout.payout_id));
    await setPayout(world, payout.payout_id, facts);
    const now = keysIn(await storedPayout(world, payout.payout_id));
    expect(await fileRecord(world.store, before as RecordedPayout)).toBe(false);
    expect(keysIn(await storedPayout(world, payout.payout_id))).toStrictEqual(now);
  });

  it('is found by what it is after its keys were overwritten', async () => {
    const payout = await written(PAID);
    await deliver(world, await putPayout(world, payout));
    const right = keysIn(await storedPayout(world, payout.payout_id));
    const wrong = {
      search_email: 'x',
      paid_to: 'x',
      ended_as: 'failed',
      ended_at: 'x',
      search_transaction: 'x',
      search_receipt: 'x',
    };
    await deliver(world, await setPayout(world, payout.payout_id, wrong));
    expect(keysIn(await storedPayout(world, payout.payout_id))).toStrictEqual(right);
  });

  it.each([
    ['empty', ''],
    ['a number', 12],
    ['null', null],
    ['a list', ['a@example.org']],
    ['longer than a key', 'a'.repeat(5000)],
  ])('can be written with an address and a transaction that are %s, and is counted', async (_, value) => {
    const members = { payment_email: value, transaction_id: value, processed_at: value };
    const payout = await written({ ...members, status: 'completed' });
    await deliver(world, await putPayout(world, payout));
    const stored = await storedPayout(world, payout.payout_id);
    expect(stored).toMatchObject({ ...members, counted_amount: 1000 });
    const keys = {
      search_receipt: receiptNumber(String(payout.payout_id)),
      ...(value === 12 && { search_transaction: '12' }),
    };
    expect(keysIn(stored)).toStrictEqual({ ...NO_KEYS, ...keys });
  });
});

describe('a payout of ours', () => {
  it('loses no key to a step that knew less than another service has written meanwhile', async () => {
    const { payout_id } = await payoutThatIs(world, 'pending');
    const { payment_email } = own();
    const image = await setPayout(world, payout_id, { payment_email });
    await callExpecting(200, buildProcessPayout(world), processing(payout_id, { action: 'start' }));
    await deliver(world, image);
    expect(await found({ payment_email })).toStrictEqual([payout_id]);
  });
});

describe('openBalances after an upgrade', () => {
  it('files what is on record and was counted by an earlier version, once', async () => {
    const affiliate = await addAffiliate(world);
    const { user_id, payment_email = '' } = affiliate;
    const { json } = await callExpecting(201, buildRequestPayout(world), asking(user_id, { amount: 1000 }));
    const { payout_id } = json.data.payout;
    const { search_email: _, ...earlier } = (await storedPayout(world, payout_id)) ?? {};
    await putPayout(world, earlier);
    expect(await found({ payment_email })).toStrictEqual([]);
    expect(await openBalances(world)).toMatchObject({ filed: 1, failed: 0 });
    expect(await found({ payment_email })).toStrictEqual([payout_id]);
    const before = await everything(world);
    expect(await openBalances(world)).toMatchObject({ adopted: 0, filed: 0, failed: 0 });
    expect(await everything(world)).toStrictEqual(before);
  });
});
