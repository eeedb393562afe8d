import { describe, expect, it } from 'vitest';
import { buildRouter } from '../../functions/router.ts';
import { localToken } from '../../local/token.ts';
import { fetchFrom } from '../../testing/fetch-from.ts';
import { useHandler } from '../../testing/use-handler.ts';
import { addAffiliate, addPayouts } from '../../testing/world.ts';
import { clientWith, isLost } from './faulty-fetch.ts';

const { world, handler: router } = useHandler(buildRouter);

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const collected: Item[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}

/** An affiliate with five old payouts, of which the newest comes first, and a client for them. */
async function withFive() {
  const { user_id, affiliate_id } = await addAffiliate(world);
  const days = ['05', '04', '03', '02', '01'];
  const payouts = await addPayouts(
    world,
    ...days.map((day, index) => ({
      affiliate_id,
      requested_at: `2025-01-${day}T00:00:00.000Z`,
      status: index % 2 === 0 ? ('completed' as const) : ('failed' as const),
    })),
  );
  const ids = payouts.map(({ payout_id }) => payout_id);
  return { user_id, affiliate_id, ids };
}

const clientOf = (token: string, ...fates: Parameters<typeof clientWith>[0]) =>
  clientWith(fates, { fetch: fetchFrom(router), token });

describe('all payouts', () => {
  it('come in order from as many pages as there are', async () => {
    const { user_id, ids } = await withFive();
    const { client, sent } = clientOf(localToken(user_id));
    const found = await collect(client.payouts.all({ limit: 2 }));
    expect(found.map(({ payout_id }) => payout_id)).toStrictEqual(ids);
    const paths = sent.map(({ path }) => path.replace(/cursor=[\w-]+/, 'cursor=…'));
    expect(paths).toStrictEqual([
      '/payouts?limit=2',
      '/payouts?limit=2&cursor=…',
      '/payouts?limit=2&cursor=…',
    ]);
  });

  it('of one status keep to it on every page', async () => {
    const { user_id, ids } = await withFive();
    const { client } = clientOf(localToken(user_id));
    const found = await collect(client.payouts.all({ status: 'completed', limit: 1 }));
    expect(found.map(({ payout_id }) => payout_id)).toStrictEqual([ids[0], ids[2], ids[4]]);
  });

  it('are none if there are none, after one call', async () => {
    const { user_id } = await addAffiliate(world);
    const { client, sent } = clientOf(localToken(user_id));
    expect(await collect(client.payouts.all())).toStrictEqual([]);
    expect(sent.map(({ path }) => path)).toStrictEqual(['/payouts']);
  });

  it('are read no further than they are looked at', async () => {
    const { user_id, ids } = await withFive();
    const { client, sent } = clientOf(localToken(user_id));
    for await (const { payout_id } of client.payouts.all({ limit: 2 })) if (payout_id === ids[1]) break;
    expect(sent).toHaveLength(1);
  });

  it('come once each, also if a page is lost on its way', async () => {
    const { user_id, ids } = await withFive();
    const { client } = clientOf(localToken(user_id), isLost, (send) => send(), isLost);
    const found = await collect(client.payouts.all({ limit: 3 }));
    expect(found.map(({ payout_id }) => payout_id)).toStrictEqual(ids);
  });

  it('of an affiliate come to an admin', async () => {
    const { affiliate_id, ids } = await withFive();
    const { client } = clientOf(localToken('user-admin', { admin: true }));
    const found = await collect(client.admin.payouts.all({ affiliate_id, limit: 4 }));
    expect(found.map((payout) => [payout.affiliate_id, payout.payout_id])).toStrictEqual(
      ids.map((id) => [affiliate_id, id]),
    );
  });
});

describe('one page', () => {
  it('continues where its cursor says', async () => {
    const { user_id, ids } = await withFive();
    const { client } = clientOf(localToken(user_id));
    const { next_cursor } = await client.payouts.list({ limit: 3 });
    const { payouts, ...rest } = await client.payouts.list({ limit: 3, cursor: next_cursor ?? '' });
    expect(payouts.map(({ payout_id }) => payout_id)).toStrictEqual(ids.slice(3));
    expect(rest).toStrictEqual({ total: 5, next_cursor: null });
  });

  it('is not filtered by what is undefined', async () => {
    const { user_id } = await withFive();
    const { client, sent } = clientOf(localToken(user_id));
    const filter: object = { status: undefined, limit: 5 };
    expect((await client.payouts.list(filter)).payouts).toHaveLength(5);
    expect(sent.map(({ path }) => path)).toStrictEqual(['/payouts?limit=5']);
  });
});
