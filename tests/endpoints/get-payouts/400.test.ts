import { beforeAll, describe, expect, it } from 'vitest';
import { buildListPayouts } from '../../../functions/payouts/list.ts';
import type { Affiliate } from '../../../libs/payouts/affiliate.ts';
import { callExpecting, expectRefusal, FROM_ORIGIN, ORIGIN } from '../../../testing/expect.ts';
import { invalidRequest, SAYS } from '../../../testing/refusals.ts';
import { useHandler } from '../../../testing/use-handler.ts';
import { addAffiliate, addPayouts } from '../../../testing/world.ts';

const CURSOR = invalidRequest(['cursor', SAYS.cursor]);

const { world, handler: list } = useHandler(buildListPayouts);
let own: Affiliate;
let other: Affiliate;
beforeAll(async () => {
  [own, other] = [await addAffiliate(world), await addAffiliate(world)];
  for (const { affiliate_id, payment_email = '' } of [own, other]) {
    const day = (index: number) => `2025-01-0${index}T00:00:00.000Z`;
    const payouts = [1, 2, 3].map((index) => ({ affiliate_id, payment_email, requested_at: day(index) }));
    await addPayouts(world, ...payouts);
  }
});

const refuse = (query: Record<string, string>, refusal = CURSOR, as = own.user_id) =>
  expectRefusal(world, list, { as, query }, refusal);

const encode = (text: string) => Buffer.from(text).toString('base64url');
const cursorOf = (value: unknown) => encode(JSON.stringify(value));

async function nextCursor({ user_id }: Affiliate): Promise<string> {
  const { json } = await callExpecting(200, list, { as: user_id, query: { limit: '2' } });
  expect(json.data.next_cursor).toEqual(expect.any(String));
  return json.data.next_cursor;
}

describe('GET /payouts: 400', () => {
  it.each(['0', '101', '1000', '-1', '1.5', '1e1', '0x10', '01', ' 5', '5 ', '+5', '', 'all', '1,2', '١'])(
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
    '["pending"]',
  ])('refuses the status %j', (status) => refuse({ status }, invalidRequest(['status', SAYS.status])));

  it('refuses a time that is none, and a range that ends before it begins', async () => {
    await refuse({ from: 'today' }, invalidRequest(['from', SAYS.dateOrTime]));
    await refuse({ to: '2026-02-30' }, invalidRequest(['to', SAYS.noTime]));
    const range = { from: '2026-03-02', to: '2026-03-01' };
    await refuse(range, invalidRequest(['to', 'must not be before from']));
  });

  it.each(['payment_method', 'payment_email', 'transaction_id', 'ended_from', 'ended_to'])(
    'refuses %s, which is for admins',
    (member) => refuse({ [member]: '2026-03-01' }, invalidRequest([member, SAYS.unknown])),
  );

  it.each(['page', 'Limit', 'affiliate_id', 'user_id', 'toString', ''])(
    'refuses the unknown query parameter %j',
    (member) => refuse({ [member]: 'x' }, invalidRequest([member, SAYS.unknown])),
  );

  it('refuses __proto__ as a query parameter', () =>
    refuse(JSON.parse('{"__proto__":"1"}'), invalidRequest(['__proto__', SAYS.unknown])));

  it('names every error at once, and lets the page that called read them', () => {
    const query = { limit: '0', status: 'paid', cursor: '', page: '2' };
    const faults = invalidRequest(
      ['page', SAYS.unknown],
      ['limit', SAYS.limit],
      ['cursor', SAYS.cursor],
      ['status', SAYS.status],
    );
    const request = { as: own.user_id, headers: { origin: ORIGIN }, query };
    return expectRefusal(world, list, request, { ...faults, headers: FROM_ORIGIN });
  });

  it.each(['limit', 'status', 'cursor'])('returns 400 for a bad %s before 403', async (name) => {
    const refusal = {
      limit: invalidRequest(['limit', SAYS.limit]),
      status: invalidRequest(['status', SAYS.status]),
      cursor: CURSOR,
    }[name];
    await refuse({ [name]: 'x' }, refusal, 'user-nobody');
  });
});

describe('GET /payouts: 400 for a cursor', () => {
  it.each([
    '',
    'x',
    'A'.repeat(8193),
    '%%%',
    'null',
    '2025-01-02T00:00:00.000Z',
    'po_1MtRQZ2eZvKYlo2C',
    cursorOf(null),
    cursorOf({}),
    cursorOf('2025-01-02T00:00:00.000Z'),
    cursorOf([]),
    cursorOf(['2025-01-02T00:00:00.000Z']),
    cursorOf(['2025-01-02T00:00:00.000Z', 1]),
    cursorOf([1, 'a']),
    cursorOf([{ toString: false }, { toString: false }]),
    cursorOf([null, null]),
    cursorOf(['', 'a']),
    cursorOf(['2025-01-02T00:00:00.000Z', '']),
    cursorOf(['2025-01-02T00:00:00.000Z', 'a', 'b']),
    cursorOf({ 0: 'a', 1: 'b', length: 2 }),
    cursorOf(['2025-01-02T00:00:00.000Z', '\ud800']),
    cursorOf(['2025-01-02T00:00:00.000Z', 'a'.repeat(2049)]),
    cursorOf(['z'.repeat(1025), 'x']),
  ])('refuses the cursor %s', (cursor) => refuse({ cursor }));

  it('refuses half a cursor', async () => refuse({ cursor: (await nextCursor(own)).slice(0, 60) }));

  it('does not list the payouts of another affiliate whose cursor it is given', async () => {
    const { text } = await callExpecting(200, list, {
      as: own.user_id,
      query: { cursor: await nextCursor(other) },
    });
    expect(text).not.toContain(other.payment_email);
    expect(text).not.toContain(other.affiliate_id);
  });

  it.each([
    ['with characters that mean nothing', (cursor: string) => `!!${cursor}`],
    ['with padding', (cursor: string) => `${cursor}==`],
    ['with a space inside', (cursor: string) => encode(` ${Buffer.from(cursor, 'base64url')}`)],
  ])('refuses a cursor that was encoded %s', async (_, respell) =>
    refuse({ cursor: respell(await nextCursor(own)) }),
  );
});
