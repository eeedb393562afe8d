import { describe, expect, it } from 'vitest';
import { createClient, type PayoutsClient } from '../../client/index.ts';
import { buildRouter } from '../../functions/router.ts';
import { ROUTES, type RouteName } from '../../functions/routes.ts';
import type { EndpointRecord } from '../../libs/http/route.ts';
import { localToken } from '../../local/token.ts';
import { routeAt } from '../../testing/answers.ts';
import { type Fetch, fetchFrom } from '../../testing/fetch-from.ts';
import { type Asked, payoutThatIs } from '../../testing/lifecycle.ts';
import { openRun } from '../../testing/runs.ts';
import { useHandler } from '../../testing/use-handler.ts';
import { type Operation, RUN_OPERATIONS } from './run-operations.ts';

const { world, handler: router } = useHandler(buildRouter);

const TRANSACTION = { action: 'complete', transaction_id: 'T-1' } as const;

const OPERATIONS: Operation[] = [
  {
    name: 'payouts.request',
    route: 'requestPayout',
    member: 'payout',
    call: ({ payouts }) => payouts.request({ amount: 1000, payment_method: 'zelle' }),
  },
  {
    name: 'payouts.requestMany',
    route: 'requestBulk',
    call: ({ payouts }) => payouts.requestMany([{ amount: 1000 }, { amount: 2000 }]),
  },
  {
    name: 'payouts.list',
    route: 'listPayouts',
    call: ({ payouts }) => payouts.list({ status: ['pending', 'failed'], limit: 1 }),
  },
  {
    name: 'payouts.balance',
    route: 'getBalance',
    member: 'balance',
    call: ({ payouts }) => payouts.balance(),
  },
  {
    name: 'payouts.eligibility',
    route: 'getEligibility',
    member: 'eligibility',
    call: ({ payouts }) => payouts.eligibility({ amount: 49_000 }),
  },
  {
    name: 'payouts.get',
    route: 'getPayout',
    member: 'payout',
    call: ({ payouts }, { payout_id }) => payouts.get(payout_id),
  },
  {
    name: 'payouts.cancel',
    route: 'cancelPayout',
    member: 'payout',
    call: ({ payouts }, { payout_id }) => payouts.cancel(payout_id),
  },
  {
    name: 'admin.payouts.list',
    route: 'listAllPayouts',
    call: ({ admin }, { affiliate }) => admin.payouts.list({ affiliate_id: affiliate.affiliate_id }),
  },
  {
    name: 'admin.payouts.request',
    route: 'requestOnBehalf',
    member: 'payout',
    call: ({ admin }, { affiliate: { affiliate_id } }) =>
      admin.payouts.request({ affiliate_id, amount: 1000, reference: 'event-1' }),
  },
  {
    name: 'admin.payouts.get',
    route: 'getAnyPayout',
    member: 'payout',
    call: ({ admin }, { payout_id }) => admin.payouts.get(payout_id),
  },
  {
    name: 'admin.payouts.process',
    route: 'processPayout',
    member: 'payout',
    status: 'processing',
    call: ({ admin }, { payout_id }) => admin.payouts.process(payout_id, TRANSACTION),
  },
  {
    name: 'admin.payouts.processMany',
    route: 'processPayouts',
    call: ({ admin }, { payout_id }) =>
      admin.payouts.processMany([
        { payout_id, action: 'start' },
        { payout_id: 'none', ...TRANSACTION },
      ]),
  },
  {
    name: 'admin.summary',
    route: 'getSummary',
    member: 'summary',
    call: ({ admin }) => admin.summary(),
  },
  {
    name: 'admin.affiliates.get',
    route: 'getAffiliate',
    member: 'affiliate',
    call: ({ admin }, { affiliate }) => admin.affiliates.get(affiliate.affiliate_id),
  },
  ...RUN_OPERATIONS,
];

/** Tested below: they answer with documents. */
const RECEIPTS = [
  { name: 'payouts.receipt', route: 'getReceipt', open: (client: PayoutsClient) => client.payouts },
  {
    name: 'admin.payouts.receipt',
    route: 'getAnyReceipt',
    open: ({ admin }: PayoutsClient) => admin.payouts,
  },
];

/** Tested in files.test.ts. */
const FILES = [
  { name: 'payouts.export', route: 'exportPayouts' },
  { name: 'admin.payouts.export', route: 'exportAllPayouts' },
  { name: 'admin.runs.file', route: 'getRunFile' },
];

/** These call what `list` calls. */
const ITERATORS = ['payouts.all', 'admin.payouts.all'];

/** A client of the router for this user, and every route that it has called with its answer. */
function open({ affiliate }: Asked, isAdmin: boolean) {
  const seen: { route: string | undefined; data: unknown }[] = [];
  const answer = fetchFrom(router);
  const fetch: Fetch = async (url, init) => {
    const response = await answer(url, init);
    const body = response.headers.get('content-type') === 'application/json' ? response.clone().json() : {};
    const { data } = (await body) as { data?: unknown };
    seen.push({ route: routeAt(init.method ?? '', new URL(url).pathname)?.name, data });
    return response;
  };
  const token = isAdmin ? localToken('user-admin', { admin: true }) : localToken(affiliate.user_id);
  return { client: createClient({ baseUrl: 'https://api.example.com/', token, fetch }), seen };
}

const isForAdmins = (name: string) => name.startsWith('admin.');

describe('each operation of the client', () => {
  it.each(OPERATIONS)('$name calls $route and gives what it answers', async (operation) => {
    const { name, route, member, run, status = 'pending', call } = operation;
    const asked = await payoutThatIs(world, status);
    if (run) await openRun(world, asked.payout_id, run);
    const { client, seen } = open(asked, isForAdmins(name));
    const result = await call(client, asked);
    const data = (member ? { [member]: result } : result) as object;
    expect(seen).toStrictEqual([{ route, data }]);
    expect(Object.keys(data)).not.toHaveLength(0);
  });

  it.each(RECEIPTS)('$name calls $route and gives a PDF with a name', async ({ name, route, ...of }) => {
    const asked = await payoutThatIs(world, 'completed');
    const { client, seen } = open(asked, isForAdmins(name));
    const receipt = await of.open(client).receipt(asked.payout_id);
    expect(seen).toStrictEqual([{ route, data: undefined }]);
    expect(receipt).toBeInstanceOf(File);
    expect(receipt.name).toMatch(/^receipt-.+\.pdf$/);
    expect(receipt.type).toBe('application/pdf');
    const bytes = Buffer.from(await receipt.arrayBuffer()).toString('latin1');
    expect(bytes.slice(0, 5)).toBe('%PDF-');
    expect(bytes.trimEnd().slice(-5)).toBe('%%EOF');
  });
});

describe('the operations of the client', () => {
  const all = [...OPERATIONS, ...RECEIPTS, ...FILES];

  it('are one for each route that has callers', () => {
    const routes = Object.values<EndpointRecord>(ROUTES).filter(({ access }) => access !== 'everybody');
    const names = routes.map(({ name }) => name);
    expect(all.map(({ route }) => route).sort()).toStrictEqual(names.sort());
  });

  it('are for admins if the route is', () => {
    for (const { name, route } of all) {
      expect(isForAdmins(name), name).toBe(ROUTES[route as RouteName].access === 'admins');
    }
  });

  it('are all tested here', () => {
    const client = createClient({ baseUrl: 'https://api.example.com', token: 'none' });
    const names = [...all.map(({ name }) => name), ...ITERATORS];
    expect(namesOf(client).sort()).toStrictEqual(names.sort());
  });
});

/** The functions of an object and of those in it, by their paths. */
function namesOf(object: object): string[] {
  return Object.entries(object).flatMap(([name, member]) =>
    typeof member === 'function' ? [name] : namesOf(member).map((inner) => `${name}.${inner}`),
  );
}
