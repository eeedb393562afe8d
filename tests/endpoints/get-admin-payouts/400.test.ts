import { beforeAll, describe, expect, it } from 'vitest';
import { buildListAllPayouts } from '../../../functions/admin/list.ts';
import { callExpecting, expectRefusal, FROM_ORIGIN, ORIGIN } from '../../../testing/expect.ts';
import { AS_ADMIN } from '../../../testing/lifecycle.ts';
import { invalidRequest, type Refusal, SAYS } from '../../../testing/refusals.ts';
import { useHandler } from '../../../testing/use-handler.ts';
import { addPayouts } from '../../../testing/world.ts';

const AFFILIATE = 'must be the id of an affiliate';
const TIME = '2025-01-02T00:00:00.000Z';

const { world, handler: list } = useHandler(buildListAllPayouts);
beforeAll(async () => {
  await addPayouts(world, {}, {}, {});
});

const refuse = (query: Record<string, string>, refusal: Refusal, headers = {}) =>
  expectRefusal(world, list, { ...AS_ADMIN, path: '/admin/payouts', headers, query }, refusal);

const cursorOf = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

async function nextCursor(): Promise<string> {
  const { json } = await callExpecting(200, list, {
    ...AS_ADMIN,
    path: '/admin/payouts',
    query: { limit: '2' },
  });
  expect(json.data.next_cursor).toEqual(expect.any(String));
  return json.data.next_cursor;
}

describe('GET /admin/payouts: 400', () => {
  it.each(['0', '101', '-1', '1.5', '1e1', '01', ' 5', '', 'all', '1,2', '١'])(
    'refuses the limit %j',
    (limit) => refuse({ limit }, invalidRequest(['limit', SAYS.limit])),
  );

  it.each([
    '',
    'paid',
    'Pending',
    'pending ',
    'pending,',
    ',pending',
    'pending, failed',
    'pending,paid',
    'pending;failed',
    'constructor',
    '__proto__',
  ])('refuses the status %j', (status) => refuse({ status }, invalidRequest(['status', SAYS.status])));

  it.each(['', 'a'.repeat(513), '\ud800', 'aff\udfff'])('refuses the affiliate_id %j', (affiliate_id) =>
    refuse({ affiliate_id }, invalidRequest(['affiliate_id', AFFILIATE])),
  );

  it.each(['page', 'Status', 'affiliate', 'affiliateId', 'user_id', 'payout_id', 'total', 'toString', ''])(
    'refuses the unknown query parameter %j, which may be a misspelt filter',
    (member) => refuse({ [member]: 'x' }, invalidRequest([member, SAYS.unknown])),
  );

  it('refuses __proto__ as a query parameter', () =>
    refuse(JSON.parse('{"__proto__":"1"}'), invalidRequest(['__proto__', SAYS.unknown])));

  it('names every error at once, and lets the page that called read them', () => {
    const faults = invalidRequest(
      ['page', SAYS.unknown],
      ['limit', SAYS.limit],
      ['cursor', SAYS.cursor],
      ['status', SAYS.status],
      ['affiliate_id', AFFILIATE],
    );
    const query = { affiliate_id: '', limit: '0', status: 'paid', cursor: '', page: '2' };
    return refuse(query, { ...faults, headers: FROM_ORIGIN }, { origin: ORIGIN });
  });
});

describe('GET /admin/payouts: 400 for a cursor', () => {
  it.each([
    'x',
    '%%%',
    'null',
    TIME,
    cursorOf(null),
    cursorOf({}),
    cursorOf([]),
    cursorOf([TIME]),
    cursorOf([TIME, '']),
    cursorOf([TIME, 1]),
    cursorOf([TIME, 'a', 'b']),
    cursorOf(['', 'a']),
    cursorOf(['z'.repeat(1025), 'a']),
    cursorOf([TIME, '\ud800']),
    cursorOf([TIME, 'a'.repeat(2049)]),
    cursorOf({ requested_at: TIME, payout_id: 'a' }),
    '',
    'A'.repeat(8193),
  ])('refuses the cursor %s', (cursor) => refuse({ cursor }, invalidRequest(['cursor', SAYS.cursor])));

  it.each([
    (cursor: string) => cursor.slice(0, -10),
    (cursor: string) => `!!${cursor}`,
    (cursor: string) => `${cursor}==`,
    (cursor: string) => Buffer.from(` ${Buffer.from(cursor, 'base64url')}`).toString('base64url'),
  ])('refuses a cursor that was encoded in another way: %s', async (respell) =>
    refuse({ cursor: respell(await nextCursor()) }, invalidRequest(['cursor', SAYS.cursor])),
  );
});
