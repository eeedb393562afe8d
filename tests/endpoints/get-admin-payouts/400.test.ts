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

  it.each(['', 'paypal,zelle', 'PayPal', 'bank'])('refuses the payment_method %j', (payment_method) =>
    refuse({ payment_method }, invalidRequest(['payment_method', SAYS.method])),
  );

  it.each([
    '',
    'ada',
    'ada@',
    'a..b@example.org',
    ' ada@example.com',
    `${'a'.repeat(64)}@${'b'.repeat(70)}.org`,
  ])('refuses the payment_email %j', (payment_email) =>
    refuse({ payment_email }, invalidRequest(['payment_email', SAYS.email])),
  );

  it.each(['', ' T', 'T ', 'T\n', 'ü', 'T'.repeat(129)])('refuses the transaction_id %j', (transaction_id) =>
    refuse({ transaction_id }, invalidRequest(['transaction_id', SAYS.transaction])),
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

describe.each([
  ['from', 'to'],
  ['ended_from', 'ended_to'],
])('GET /admin/payouts: 400 for %s and %s', (from, to) => {
  it.each([
    '',
    '2026',
    '2026-1-1',
    '2026-13-01',
    '2026-03-32',
    'today',
    '1766318400',
    '2026-03-01 12:00:00Z',
  ])('refuses %j, which is neither a date nor a time', async (text) => {
    await refuse({ [from]: text }, invalidRequest([from, SAYS.dateOrTime]));
    await refuse({ [to]: text }, invalidRequest([to, SAYS.dateOrTime]));
  });

  it.each(['2026-03-01T24:00:00Z', '2026-03-01T12:00:00', '2026-03-01T12:00:00+01:00', '2026-03-01T12Z'])(
    'refuses the time %j',
    (text) => refuse({ [to]: text }, invalidRequest([to, SAYS.dateOrTime])),
  );

  it.each(['2026-02-29', '2026-04-31T00:00:00Z'])('refuses %j, which does not exist', (text) =>
    refuse({ [from]: text, [to]: text }, invalidRequest([from, SAYS.noTime], [to, SAYS.noTime])),
  );

  it.each([
    ['2026-03-02', '2026-03-01'],
    ['2026-03-02', '2026-03-01T23:59:59.999Z'],
    ['2026-03-01T12:00:00.001Z', '2026-03-01T12:00:00Z'],
  ])('refuses a range from %s to %s, which ends before it begins', (begin, end) =>
    refuse({ [from]: begin, [to]: end }, invalidRequest([to, `must not be before ${from}`])),
  );
});

describe('GET /admin/payouts: 400 for a cursor', () => {
  it('refuses the cursor of a list that is sorted in another way', async () => {
    const cursor = await nextCursor();
    await refuse({ cursor, ended_from: '2020-01-01' }, invalidRequest(['cursor', SAYS.cursor]));
    const byEnd = cursorOf([TIME, 'a', 'ended_at']);
    await refuse({ cursor: byEnd }, invalidRequest(['cursor', SAYS.cursor]));
    await callExpecting(200, list, { ...AS_ADMIN, query: { cursor: byEnd, ended_from: '2020-01-01' } });
  });

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
