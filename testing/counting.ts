import { expect } from 'vitest';
import type { ApiHandler } from '../libs/http/event.ts';
import type { Counters } from '../libs/payouts/balance.ts';
import type { RecordedStatus } from '../libs/payouts/payout.ts';
import { searchKeysOf } from '../libs/payouts/search-keys.ts';
import { toPayout } from '../libs/store/payouts/record.ts';
import { call, type TestRequest } from './call.ts';
import { everything, expectFailure } from './expect.ts';
import type { Asked } from './lifecycle.ts';
import type { Refusal } from './refusals.ts';
import type { World } from './world.ts';

const HELD = { committed: 1000, paid: 0, held: 1000, payout_count: 1 };
const SPENT = { committed: 1000, paid: 1000, held: 0, payout_count: 1 };
const GIVEN_BACK = { committed: 0, paid: 0, held: 0, payout_count: 1 };

/** The counters of an affiliate whose only payout is one of $10.00, by its status. */
const COUNTED: Record<RecordedStatus, Counters> = {
  scheduled: HELD,
  pending: HELD,
  processing: HELD,
  completed: SPENT,
  failed: GIVEN_BACK,
  cancelled: GIVEN_BACK,
  unknown: HELD,
};

type Item = Record<string, unknown>;

const byId = (items: Item[]) =>
  Object.fromEntries(items.map((item) => [String(item.payout_id ?? item.affiliate_id), item]));

/** Every item of every table, by its id. */
async function tables(world: World) {
  const { affiliates, payouts, balances } = (await everything(world)) as Record<string, Item[]>;
  return { affiliates: byId(affiliates ?? []), payouts: byId(payouts ?? []), balances: byId(balances ?? []) };
}

/**
 * Expects this refusal, and that the only change is that the record of the old service, the only one of its
 * affiliate, is counted and found from now on as what it is.
 */
export async function expectRefusalOnceCounted(
  world: World,
  handler: ApiHandler,
  request: TestRequest,
  refusal: Refusal,
  { affiliate: { affiliate_id }, payout_id, status }: Asked & { status: RecordedStatus },
): Promise<void> {
  const before = await tables(world);
  expectFailure(await call(handler, request), refusal);
  const marked = {
    ...before.payouts[payout_id],
    affiliate_status: `${status}#${affiliate_id}`,
    counted_amount: 1000,
    ...searchKeysOf(toPayout(before.payouts[payout_id] ?? {})),
  };
  expect(await tables(world)).toStrictEqual({
    affiliates: before.affiliates,
    payouts: { ...before.payouts, [payout_id]: marked },
    balances: { ...before.balances, [affiliate_id]: { affiliate_id, ...COUNTED[status] } },
  });
}
