import { describe, expect, it } from 'vitest';
import { buildListAllPayouts } from '../../../functions/admin/list.ts';
import { buildListRuns } from '../../../functions/admin/runs-list.ts';
import { callExpecting, expectRefusal, expectSuccess } from '../../../testing/expect.ts';
import { AS_ADMIN, at, payoutThatIs } from '../../../testing/lifecycle.ts';
import { invalidRequest, SAYS } from '../../../testing/refusals.ts';
import { confirm, freeze } from '../../../testing/runs.ts';
import { handlerOn, useHandler } from '../../../testing/use-handler.ts';
import { NOW } from '../../../testing/world.ts';

const { world, handler: listRuns } = useHandler(buildListRuns);
const listPayouts = handlerOn(world, buildListAllPayouts);

const listing = (query: Record<string, string> = {}) => ({ ...AS_ADMIN, path: '/admin/runs', query });

/** A run that was made at this time. */
async function madeAt(time: string) {
  const { payout_id } = await payoutThatIs(world, 'pending');
  return freeze(at(world, time), { form: 'paypal_csv', payout_ids: [payout_id] });
}

/** Whatever comes in while the list is walked is newer than all that there is. */
let later = Date.parse('2026-03-03T00:00:00.000Z');

async function walk(limit: string, meanwhile: () => Promise<unknown> = async () => {}): Promise<string[]> {
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const query = { limit, ...(cursor !== null && { cursor }) };
    const { json } = await callExpecting(200, listRuns, listing(query));
    seen.push(...json.data.runs.map(({ run_id }: { run_id: string }) => run_id));
    cursor = json.data.next_cursor;
    await meanwhile();
  } while (cursor !== null);
  return seen;
}

describe('GET /admin/runs', () => {
  it('is empty at first', async () => {
    expectSuccess(await callExpecting(200, listRuns, listing()), { data: { runs: [], next_cursor: null } });
  });

  it('shows each run without its lists, newest first', async () => {
    const older = await madeAt(NOW);
    const newer = await confirm(world, await madeAt('2026-03-01T12:00:00.001Z'));
    const { json } = await callExpecting(200, listRuns, listing());
    const expected = [newer, older].map(({ payouts: _, warnings: __, left_out: ___, ...summary }) => summary);
    expect(json.data).toStrictEqual({ runs: expected, next_cursor: null });
  });

  it.each(['1', '2', '3', '100'])(
    'shows each run once in pages of %s, also of one time, while others come',
    async (limit) => {
      for (let index = 0; index < 3; index++) await madeAt('2026-03-02T00:00:00.000Z');
      const all = await walk('100');
      expect(new Set(all).size).toBe(all.length);
      const seen = await walk(limit, () => madeAt(new Date(later++).toISOString()));
      expect(seen).toStrictEqual(all);
    },
  );

  it('ends with its last run, also if the last page is full', async () => {
    const limit = String((await walk('100')).length);
    const { json } = await callExpecting(200, listRuns, listing({ limit }));
    expect(json.data.next_cursor).toBeNull();
  });

  it.each([
    ['limit', '0', SAYS.limit],
    ['limit', '101', SAYS.limit],
    ['cursor', '', SAYS.cursor],
    ['cursor', 'x', SAYS.cursor],
    ['cursor', Buffer.from('["run","2026","x",1]').toString('base64url'), SAYS.cursor],
    ['cursor', Buffer.from('["run","",""]').toString('base64url'), SAYS.cursor],
    ['cursor', Buffer.from('null').toString('base64url'), SAYS.cursor],
    ['status', 'draft', SAYS.unknown],
  ])('refuses %s=%j', (name, value, says) =>
    expectRefusal(world, listRuns, listing({ [name]: value }), invalidRequest([name, says])),
  );

  it('and the list of payouts refuse each other’s cursors', async () => {
    const cursorOf = async (handler: typeof listRuns, path: string) =>
      (await callExpecting(200, handler, { ...listing({ limit: '1' }), path })).json.data.next_cursor;
    const [runs, payouts] = [
      await cursorOf(listRuns, '/admin/runs'),
      await cursorOf(listPayouts, '/admin/payouts'),
    ];
    const refusal = invalidRequest(['cursor', SAYS.cursor]);
    await expectRefusal(world, listRuns, listing({ cursor: payouts }), refusal);
    await expectRefusal(
      world,
      listPayouts,
      { ...listing({ cursor: runs }), path: '/admin/payouts' },
      refusal,
    );
  });
});
