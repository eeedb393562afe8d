import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { buildGetAnyPayout } from '../../../functions/admin/get.ts';
import { buildGetAffiliate } from '../../../functions/admin/get-affiliate.ts';
import { buildListAllPayouts } from '../../../functions/admin/list.ts';
import { buildProcessPayout } from '../../../functions/admin/process.ts';
import type { Affiliate } from '../../../libs/payouts/affiliate.ts';
import { callExpecting } from '../../../testing/expect.ts';
import {
  AS_ADMIN,
  type Asked,
  at,
  payoutThatIs,
  processing,
  releaseDue,
  STARTED_AT,
} from '../../../testing/lifecycle.ts';
import { openIf, putPayout, ROWS, record } from '../../../testing/other-service.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { addAffiliate } from '../../../testing/world.ts';

const world = useWorld();

/** What every view of an admin warns of: the payout, the two lists that have it, and its affiliate. */
async function warned({ affiliate: { affiliate_id }, payout_id }: Asked) {
  const list = (query: Record<string, string>) =>
    callExpecting(200, buildListAllPayouts(world), { ...AS_ADMIN, path: '/admin/payouts', query });
  const { json: one } = await callExpecting(200, buildGetAnyPayout(world), {
    ...AS_ADMIN,
    params: { payout_id },
  });
  const lists = await Promise.all([list({ affiliate_id }), list({ status: one.data.payout.status })]);
  const listed = lists.map(({ json }) =>
    json.data.payouts.find((payout: { payout_id: string }) => payout.payout_id === payout_id),
  );
  return [one.data.payout, ...listed].map(({ warnings }) => warnings);
}

async function warnedOfAffiliate({ affiliate_id }: Affiliate): Promise<string[]> {
  const request = { ...AS_ADMIN, path: `/admin/affiliates/${affiliate_id}`, params: { affiliate_id } };
  return (await callExpecting(200, buildGetAffiliate(world), request)).json.data.affiliate.warnings;
}

const start = ({ payout_id }: Asked) =>
  callExpecting(409, buildProcessPayout(at(world, STARTED_AT)), processing(payout_id, { action: 'start' }));

const CHANGES = [
  { what: 'total_earned 0', change: { total_earned: 0 }, warnings: ['not_covered'] },
  { what: 'status banned', change: { status: 'banned' }, warnings: ['affiliate_inactive'] },
  {
    what: 'both',
    change: { total_earned: 0, status: 'banned' },
    warnings: ['affiliate_inactive', 'not_covered'],
  },
];

describe.each(['pending', 'scheduled'] as const)('M13: a payout that was %s', (status) => {
  it.each(CHANGES)('is warned of in every view before its start: $what', async ({ change, warnings }) => {
    const asked = await payoutThatIs(world, status, { amount: 50_000 });
    expect(await warned(asked)).toStrictEqual([[], [], []]);
    await addAffiliate(world, { ...asked.affiliate, ...change });
    if (status === 'scheduled') await releaseDue(world);
    expect(await warned(asked)).toStrictEqual([warnings, warnings, warnings]);
    expect(await warnedOfAffiliate(asked.affiliate)).toStrictEqual(warnings);
    expect((await start(asked)).json.error.details).toStrictEqual({ warnings });
  });

  it('is warned of in every view if the account is gone', async () => {
    const asked = await payoutThatIs(world, status);
    const { affiliate_id } = asked.affiliate;
    const TableName = world.store.tables.affiliates;
    await world.store.db.send(new DeleteCommand({ TableName, Key: { affiliate_id } }));
    if (status === 'scheduled') await releaseDue(world);
    const warnings = ['affiliate_missing'];
    expect(await warned(asked)).toStrictEqual([warnings, warnings, warnings]);
    expect((await start(asked)).json.error.details).toStrictEqual({ warnings });
  });
});

describe.each(ROWS)('a record of another service, with a row that is $row', ({ isOpen }) => {
  it.each([
    ['R2', { amount: '$50.00' }, 'unreadable'],
    ['R4', { status: 'paid' }, 'unknown_status'],
  ])('%s: %j is warned of', async (_, facts, warning) => {
    const affiliate = await addAffiliate(world, { payment_email: 'old@example.com' });
    await openIf(isOpen, world, affiliate.affiliate_id);
    const payout = record(world, { affiliate_id: affiliate.affiliate_id, ...facts });
    await putPayout(world, payout);
    const request = { ...AS_ADMIN, params: { payout_id: String(payout.payout_id) } };
    const { json } = await callExpecting(200, buildGetAnyPayout(world), request);
    expect(json.data.payout.warnings).toStrictEqual([warning]);
  });
});
