import { describe, expect, it } from 'vitest';
import { buildExportAllPayouts } from '../../../functions/admin/export.ts';
import { buildListAllPayouts } from '../../../functions/admin/list.ts';
import { receiptNumber } from '../../../libs/payouts/receipt-number.ts';
import type { TestAnswer } from '../../../testing/call.ts';
import { rowsOf } from '../../../testing/csv.ts';
import { callExpecting } from '../../../testing/expect.ts';
import { AS_ADMIN, ENDED_AT, payoutThatIs, TRANSACTION } from '../../../testing/lifecycle.ts';
import { useHandler } from '../../../testing/use-handler.ts';
import { addAffiliate, addPayouts, NOW } from '../../../testing/world.ts';

const { world, handler: exporting } = useHandler(buildExportAllPayouts);

const exportAll = (query: Record<string, string> = {}) =>
  callExpecting(200, exporting, { ...AS_ADMIN, path: '/admin/payouts/export', query });
const listAll = (query: Record<string, string> = {}) =>
  callExpecting(200, buildListAllPayouts(world), { ...AS_ADMIN, path: '/admin/payouts', query });
const idsOf = ({ text }: TestAnswer) => rowsOf(text).map(({ payout_id }) => payout_id);

const POSTED = {
  attempts: 1,
  first_attempt_at: NOW,
  unresolved: false,
  lease_id: 'lease',
  lease_until: NOW,
};

describe('GET /admin/payouts/export: 200', () => {
  it('has what an admin sees of each payout, and its warnings', async () => {
    const { affiliate_id } = await addAffiliate(world, { status: 'closed' });
    const [payout] = await addPayouts(world, {
      affiliate_id,
      amount: 2_000_000,
      status: 'pending',
      payment_method: 'zelle',
      requested_at: NOW,
      processed_by: '-admin',
      destination_changed: true,
      provider: { ...POSTED, status: 'ONHOLD', batch_id: '0012', item_id: 'ITEM' },
    });
    const { text, headers } = await exportAll({ affiliate_id });
    expect(headers['content-disposition']).toBe('attachment; filename="payouts-2026-03-01.csv"');
    expect(rowsOf(text)).toStrictEqual([
      {
        payout_id: payout?.payout_id,
        requested_at: NOW,
        status: 'pending',
        amount: '20000.00',
        payment_method: 'zelle',
        payment_email: 'old@example.com',
        transaction_id: '',
        processed_at: '',
        scheduled_for: '',
        failure_reason: '',
        notes: '',
        affiliate_id,
        processed_by: "'-admin",
        destination_changed: 'true',
        warnings: 'destination_changed affiliate_inactive',
        provider_status: 'ONHOLD',
        provider_batch_id: '0012',
        provider_item_id: 'ITEM',
        run_id: '',
      },
    ]);
  });

  it('has a column for every member of the list', async () => {
    const { affiliate_id } = await addAffiliate(world);
    await addPayouts(world, { affiliate_id });
    const { json } = await listAll({ affiliate_id });
    const [row = {}] = rowsOf((await exportAll({ affiliate_id })).text);
    expect(Object.keys(row).sort()).toStrictEqual(Object.keys(json.data.payouts[0]).sort());
  });

  it('takes the filters of the list, also where most of what is looked at does not match', async () => {
    const { affiliate_id } = await addAffiliate(world);
    const drafts = Array.from({ length: 350 }, (_, index) => ({
      affiliate_id,
      payment_method: index % 120 === 7 ? ('zelle' as const) : ('paypal' as const),
      requested_at: new Date(Date.UTC(2025, 5, 1, index)).toISOString(),
    }));
    const payouts = await addPayouts(world, ...drafts);
    const zelle = payouts.filter(({ payment_method }) => payment_method === 'zelle').reverse();
    const query = { affiliate_id, payment_method: 'zelle' };
    const all = await exportAll(query);
    expect(idsOf(all)).toStrictEqual(zelle.map(({ payout_id }) => payout_id));
    expect(all.headers['x-next-cursor']).toBeUndefined();
    const since = await exportAll({ ...query, from: '2025-06-05' });
    expect(idsOf(since)).toStrictEqual(zelle.slice(0, 2).map(({ payout_id }) => payout_id));
  });

  it('finds payouts by whatever the list finds them by', async () => {
    const { affiliate, payout_id } = await payoutThatIs(world, 'completed');
    const { affiliate_id, payment_email = '' } = affiliate;
    const queries: Record<string, string>[] = [
      { affiliate_id, status: 'completed' },
      { payment_email },
      { transaction_id: TRANSACTION.transaction_id },
      { receipt_number: receiptNumber(payout_id) },
      { ended_from: ENDED_AT },
    ];
    for (const query of queries)
      expect(idsOf(await exportAll(query)), JSON.stringify(query)).toStrictEqual([payout_id]);
  });

  it('has the payouts of the list, in its order, also in several files', async () => {
    const { affiliate_id } = await addAffiliate(world);
    await addPayouts(
      world,
      ...Array.from({ length: 130 }, () => ({ affiliate_id, status: 'failed' as const })),
    );
    const query = { status: 'failed' };
    const { json } = await listAll(query);
    const listed = json.data.payouts.map(({ payout_id }: { payout_id: string }) => payout_id);
    const first = await exportAll({ ...query, limit: '120' });
    const cursor = first.headers['x-next-cursor'] ?? '';
    const second = await exportAll({ ...query, cursor });
    expect(idsOf(first).slice(0, 100)).toStrictEqual(listed);
    expect(new Set([...idsOf(first), ...idsOf(second)]).size).toBe(130);
    expect(second.headers['x-next-cursor']).toBeUndefined();
  });
});
