import { describe, expect, it } from 'vitest';
import { buildGetAnyPayout } from '../../../functions/admin/get.ts';
import { buildGetAffiliate } from '../../../functions/admin/get-affiliate.ts';
import { buildListAllPayouts } from '../../../functions/admin/list.ts';
import { buildProcessPayout } from '../../../functions/admin/process.ts';
import { findShared } from '../../../libs/store/shared-destinations.ts';
import { withClient } from '../../../testing/client.ts';
import { callExpecting } from '../../../testing/expect.ts';
import { AS_ADMIN, payoutThatIs, processing } from '../../../testing/lifecycle.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { addFiledPayouts, type World } from '../../../testing/world.ts';

const world = useWorld();

const EMAIL = 'shared@example.com';
const SHARED = 'destination_shared';

const at = (payment_email: string) => [{}, { payment_email }] as const;

async function warningsOf(payout_id: string): Promise<string[]> {
  const { json } = await callExpecting(200, buildGetAnyPayout(world), { ...AS_ADMIN, params: { payout_id } });
  return json.data.payout.warnings;
}

async function warningsAbout(affiliate_id: string): Promise<string[]> {
  const params = { affiliate_id };
  const { json } = await callExpecting(200, buildGetAffiliate(world), { ...AS_ADMIN, params });
  return json.data.affiliate.warnings;
}

/** What the queries to the index of paid addresses have read. */
function counting(on: World) {
  const counts: number[] = [];
  const store = withClient(on, async (name, send, input) => {
    const answer = await send();
    const isIt = name === 'QueryCommand' && JSON.stringify(input).includes('paid-to-payouts-index');
    if (isIt) counts.push((answer.output as { ScannedCount: number }).ScannedCount);
    return answer;
  });
  return { store, counts };
}

describe('destination_shared', () => {
  it('is a warning once another affiliate has been paid at the address, in capitals or not', async () => {
    const first = await payoutThatIs(world, 'pending', ...at('one@example.com'));
    const second = await payoutThatIs(world, 'processing', ...at('One@Example.com'));
    expect(await warningsOf(first.payout_id)).toStrictEqual([]);
    expect(await warningsAbout(first.affiliate.affiliate_id)).toStrictEqual([]);
    const complete = { action: 'complete', transaction_id: 'T-1' };
    await callExpecting(200, buildProcessPayout(world), processing(second.payout_id, complete));
    expect(await warningsOf(first.payout_id)).toStrictEqual([SHARED]);
    expect(await warningsAbout(first.affiliate.affiliate_id)).toStrictEqual([SHARED]);
    const third = await payoutThatIs(world, 'pending', ...at('ONE@example.com'));
    expect(await warningsOf(third.payout_id)).toStrictEqual([SHARED]);
    // Nobody else was paid there but themselves.
    expect(await warningsOf(second.payout_id)).toStrictEqual([]);
    expect(await warningsAbout(second.affiliate.affiliate_id)).toStrictEqual([]);
  });

  it('is judged for each affiliate and each address of a list', async () => {
    const { affiliate } = await payoutThatIs(world, 'completed', ...at('list@example.com'));
    const { affiliate_id } = affiliate;
    const receivers = [
      { affiliate_id, payment_email: 'list@example.com' },
      { affiliate_id: 'aff-other', payment_email: 'List@example.com' },
      { affiliate_id: 'aff-other', payment_email: 'elsewhere@example.com' },
    ];
    expect(await findShared(world.store, receivers)).toStrictEqual([false, true, false]);
  });

  it('does not go away when the money comes back, and does not hold up a start', async () => {
    const other = await payoutThatIs(world, 'completed', ...at('back@example.com'));
    const back = { action: 'return', reason: 'No such account.' };
    await callExpecting(200, buildProcessPayout(world), processing(other.payout_id, back));
    const { payout_id } = await payoutThatIs(world, 'pending', ...at('back@example.com'));
    const { json } = await callExpecting(
      200,
      buildProcessPayout(world),
      processing(payout_id, { action: 'start' }),
    );
    expect(json.data.payout).toMatchObject({ status: 'processing', warnings: [SHARED] });
  });

  it('is found by one item, whoever was paid and however often', async () => {
    const facts = { payment_email: EMAIL, processed_at: '2026-01-01T00:00:00.000Z' };
    const paid = (affiliate_id: string) => ({ ...facts, affiliate_id });
    // Before and after every affiliate of a test, in the order of the index.
    await addFiledPayouts(world, ...Array.from({ length: 300 }, () => paid('zzz')));
    const mine = await payoutThatIs(world, 'completed', ...at(EMAIL));
    const { affiliate_id } = mine.affiliate;
    await addFiledPayouts(world, ...Array.from({ length: 300 }, () => paid(affiliate_id)));
    const { store, counts } = counting(world);
    const list = buildListAllPayouts({ ...world, store });
    const { json } = await callExpecting(200, list, { ...AS_ADMIN, query: { affiliate_id } });
    const warnings = json.data.payouts.map((payout: { warnings: string[] }) => payout.warnings);
    expect(warnings).toHaveLength(100);
    expect(warnings.every((each: string[]) => each.includes(SHARED))).toBe(true);
    // One pair for all payouts of one affiliate to one address: nobody before, somebody after.
    expect(counts).toStrictEqual([0, 1]);
    await addFiledPayouts(world, paid('AAA'));
    counts.length = 0;
    await callExpecting(200, list, { ...AS_ADMIN, query: { affiliate_id } });
    expect(counts).toStrictEqual([1]);
  });
});
