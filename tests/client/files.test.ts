import { describe, expect, it } from 'vitest';
import { createClient } from '../../client/index.ts';
import { buildRouter } from '../../functions/router.ts';
import { localToken } from '../../local/token.ts';
import { routeAt } from '../../testing/answers.ts';
import { type Fetch, fetchFrom } from '../../testing/fetch-from.ts';
import { type Asked, payoutThatIs } from '../../testing/lifecycle.ts';
import { openRun } from '../../testing/runs.ts';
import { useHandler } from '../../testing/use-handler.ts';
import { addPayouts } from '../../testing/world.ts';

const { world, handler: router } = useHandler(buildRouter);

/** A client of the router, and the routes that it has called. */
function open({ affiliate }: Asked, isAdmin: boolean) {
  const called: (string | undefined)[] = [];
  const answer = fetchFrom(router);
  const fetch: Fetch = (url, init) => {
    called.push(routeAt(init.method ?? '', new URL(url).pathname)?.name);
    return answer(url, init);
  };
  const token = isAdmin ? localToken('user-admin', { admin: true }) : localToken(affiliate.user_id);
  return { client: createClient({ baseUrl: 'https://api.example.com', token, fetch }), called };
}

describe('a file of payouts', () => {
  it.each([
    ['payouts.export', 'exportPayouts', false],
    ['admin.payouts.export', 'exportAllPayouts', true],
  ])('%s calls %s and gives a CSV with a name, and where the next one goes on', async (_, route, isAdmin) => {
    const asked = await payoutThatIs(world, 'pending');
    const { affiliate_id } = asked.affiliate;
    const [other] = await addPayouts(world, { affiliate_id, requested_at: '2024-01-01T00:00:00.000Z' });
    const { client, called } = open(asked, isAdmin);
    const { admin, payouts } = client;
    const get = (query: { limit?: number; cursor?: string }) =>
      isAdmin ? admin.payouts.export({ affiliate_id, ...query }) : payouts.export(query);
    const first = await get({ limit: 1 });
    expect(first.file).toBeInstanceOf(File);
    expect([first.file.name, first.file.type]).toStrictEqual([
      expect.stringMatching(/^payouts-\d{4}-\d\d-\d\d\.csv$/),
      'text/csv; charset=utf-8',
    ]);
    expect([...new Uint8Array(await first.file.slice(0, 3).arrayBuffer())]).toStrictEqual([0xef, 0xbb, 0xbf]);
    expect(await first.file.text()).toContain(asked.payout_id);
    const second = await get({ cursor: first.next_cursor ?? '' });
    expect(await second.file.text()).toContain(other?.payout_id);
    expect(second.next_cursor).toBeNull();
    expect(called).toStrictEqual([route, route]);
  });

  it('is an error if it is something else', async () => {
    const fetch = async () => new Response('<html>', { headers: { 'content-type': 'text/html' } });
    const client = createClient({ baseUrl: 'https://api.example.com', token: 'none', fetch });
    await expect(client.payouts.export()).rejects.toMatchObject({ code: 'unexpected_answer' });
  });
});

describe('the file of a run', () => {
  it('admin.runs.file calls getRunFile and gives CSV with a name', async () => {
    const asked = await payoutThatIs(world, 'pending');
    await openRun(world, asked.payout_id, 'confirmed');
    const { client, called } = open(asked, true);
    const file = await client.admin.runs.file(asked.payout_id);
    expect(called).toStrictEqual(['getRunFile']);
    expect(file.name).toBe(`run-${asked.payout_id}.csv`);
    expect(file.type).toBe('text/csv; charset=utf-8');
    expect(await file.text()).toContain(`${asked.affiliate.payment_email},50.00,USD,`);
  });
});
