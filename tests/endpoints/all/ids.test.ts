import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { buildRouter } from '../../../functions/router.ts';
import { signedByBank, withBank } from '../../../testing/bank.ts';
import { call } from '../../../testing/call.ts';
import { callExpecting, expectRefusal } from '../../../testing/expect.ts';
import { AS_ADMIN, type Asked, oldPayout, payoutThatIs, processingAll } from '../../../testing/lifecycle.ts';
import { invalidRequest, PAYOUT_NOT_FOUND } from '../../../testing/refusals.ts';
import { handlerOn } from '../../../testing/use-handler.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { addFiledPayouts } from '../../../testing/world.ts';

const world = useWorld();
const router = handlerOn(world, buildRouter);
const UPPER = (id: string) => id.toUpperCase();
const MIXED = (id: string) => id.replace(/[a-f]/, (letter) => letter.toUpperCase());

const started = (payout_id: string) => [{ payout_id, action: 'start' }];

/** Every call that names a payout, the status in which it succeeds, and where its answer has the id. */
const CALLS = [
  { what: 'GET /payouts/{id}', status: 'pending', as: 'owner', path: '' },
  { what: 'GET /payouts/{id}/receipt', status: 'completed', as: 'owner', path: '/receipt' },
  { what: 'POST /payouts/{id}/cancel', status: 'pending', as: 'owner', path: '/cancel' },
  { what: 'GET /admin/payouts/{id}', status: 'pending', as: 'admin', path: '' },
  { what: 'POST /admin/payouts/{id}/process', status: 'pending', as: 'admin', path: '/process' },
] as const;

const requestFor = ({ what, as, path }: (typeof CALLS)[number], { affiliate }: Asked, id: string) => ({
  method: what.split(' ')[0] ?? '',
  path: `${as === 'admin' ? '/admin' : ''}/payouts/${id}${path}`,
  ...(as === 'admin' ? AS_ADMIN : { as: affiliate.user_id }),
  ...(path === '/process' && { body: { action: 'start' } }),
});

describe.each(CALLS)('$what: the case of a UUID', (row) => {
  it.each([
    ['in capitals', UPPER],
    ['in both cases', MIXED],
  ])('does not matter %s', async (_, spell) => {
    const asked = await payoutThatIs(world, row.status, {}, {});
    const { status, json } = await call(router, requestFor(row, asked, spell(asked.payout_id)));
    expect(status).toBe(200);
    if (json) expect(json.data.payout.payout_id).toBe(asked.payout_id);
  });

  it.each([
    ['as it is written', (id: string) => id],
    ['in lower case', (id: string) => id.toLowerCase()],
  ])('does not matter for a record that has it in capitals, asked for %s', async (_, spell) => {
    const asked = await oldPayout(world, { status: row.status, payout_id: randomUUID().toUpperCase() });
    const { status, json } = await call(router, requestFor(row, asked, spell(asked.payout_id)));
    expect(status).toBe(200);
    if (json) expect(json.data.payout.payout_id).toBe(asked.payout_id);
  });

  it('matters in an id of any other form, which may have 128 characters', async () => {
    const payout_id = `old-${randomUUID().slice(0, 8)}`.padEnd(128, 'a');
    const asked = await oldPayout(world, { status: row.status, payout_id });
    await expectRefusal(world, router, requestFor(row, asked, UPPER(payout_id)), PAYOUT_NOT_FOUND);
    expect(await call(router, requestFor(row, asked, payout_id))).toMatchObject({ status: 200 });
  });
});

describe('GET /admin/payouts', () => {
  it('has every id that a key can be', async () => {
    const payment_email = `${randomUUID()}@example.com`;
    const payout_id = randomUUID().padEnd(512, 'x');
    await addFiledPayouts(world, { payout_id, payment_email });
    const { json } = await callExpecting(200, router, {
      path: '/admin/payouts',
      ...AS_ADMIN,
      query: { payment_email },
    });
    expect(json.data.payouts).toMatchObject([{ payout_id }]);
  });
});

describe('POST /admin/payouts/process: the case of a UUID', () => {
  it('does not matter, and the result names the payout as the caller did', async () => {
    const { payout_id } = await payoutThatIs(world, 'pending');
    const { json } = await callExpecting(200, router, processingAll(started(UPPER(payout_id))));
    expect(json.data.results).toMatchObject([
      { payout_id: UPPER(payout_id), success: true, payout: { payout_id, status: 'processing' } },
    ]);
  });

  it('does not make two payouts of one', async () => {
    const { payout_id } = await payoutThatIs(world, 'pending');
    const items = [...started(payout_id), ...started(UPPER(payout_id))];
    const twice = invalidRequest(['items.1.payout_id', 'must not be named twice']);
    await expectRefusal(world, router, processingAll(items), twice);
  });

  it('makes two of ids of any other form', async () => {
    const { json } = await callExpecting(200, router, processingAll([...started('one'), ...started('ONE')]));
    expect(json.data).toMatchObject({ succeeded: 0, failed: 2 });
  });
});

describe('POST /webhooks/zelle: the case of a UUID', () => {
  it('does not matter', async () => {
    const asked = await payoutThatIs(world, 'processing', { payment_method: 'zelle' });
    const body = JSON.stringify({ type: 'payout.completed', data: { payout_id: UPPER(asked.payout_id) } });
    await callExpecting(200, buildRouter(withBank(world)), signedByBank(body));
    const { json } = await call(router, { path: `/admin/payouts/${asked.payout_id}`, ...AS_ADMIN });
    expect(json.data.payout.status).toBe('completed');
  });
});
