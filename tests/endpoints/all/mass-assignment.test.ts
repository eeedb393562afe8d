import { beforeAll, describe, it } from 'vitest';
import { buildRouter } from '../../../functions/router.ts';
import type { TestRequest } from '../../../testing/call.ts';
import { expectRefusal } from '../../../testing/expect.ts';
import {
  type Asked,
  asking,
  askingForAll,
  oldPayout,
  processing,
  processingAll,
  REASON,
} from '../../../testing/lifecycle.ts';
import { askingFor } from '../../../testing/on-behalf.ts';
import { invalidRequest, SAYS } from '../../../testing/refusals.ts';
import { useHandler } from '../../../testing/use-handler.ts';

const { world, handler: router } = useHandler(buildRouter);
let pending: Asked;
beforeAll(async () => {
  pending = await oldPayout(world, { status: 'pending' });
});

/** A valid body with a place for one more member. It is text, because `__proto__` would set a prototype. */
interface Place {
  of: string;
  path: string;
  body: (member: string) => string;
  request: (body: string) => TestRequest;
  /** Whether a caller may name an affiliate there. */
  namesAffiliate?: true;
}

const user = () => pending.affiliate.user_id;
const process = (body: string) => processing(pending.payout_id, body);
const processAll = (body: string) => ({ ...processingAll([]), body });
const request = (body: string) => asking(user(), body);
const bulk = (body: string) => ({ ...askingForAll(user(), []), body });
const item = (member: string) => `{"payout_id":"${pending.payout_id}","action":"start"${member}}`;

const PLACES: Place[] = [
  { of: 'a request', path: '', body: (member) => `{"amount":5000${member}}`, request },
  {
    of: 'several requests',
    path: '',
    body: (member) => `{"payouts":[{"amount":5000}]${member}}`,
    request: bulk,
  },
  {
    of: 'one of several requests',
    path: 'payouts.1.',
    body: (member) => `{"payouts":[{"amount":5000},{"amount":5000${member}}]}`,
    request: bulk,
  },
  {
    of: "a request on an affiliate's behalf",
    path: '',
    body: (member) =>
      `{"affiliate_id":"${pending.affiliate.affiliate_id}","amount":5000,"reference":"r"${member}}`,
    request: (body) => ({ ...askingFor(pending.affiliate, {}), body }),
    namesAffiliate: true,
  },
  { of: 'a start', path: '', body: (member) => `{"action":"start"${member}}`, request: process },
  {
    of: 'a complete',
    path: '',
    body: (member) => `{"action":"complete","transaction_id":"T-1"${member}}`,
    request: process,
  },
  {
    of: 'a fail',
    path: '',
    body: (member) => `{"action":"fail","reason":"${REASON}"${member}}`,
    request: process,
  },
  {
    of: 'several instructions',
    path: '',
    body: (member) => `{"items":[${item('')}]${member}}`,
    request: processAll,
  },
  {
    of: 'one of several instructions',
    path: 'items.1.',
    body: (member) => `{"items":[{"payout_id":"none","action":"start"},${item(member)}]}`,
    request: processAll,
  },
];

/** Members that a caller may not set. */
const MEMBERS: [name: string, value: unknown][] = [
  ['status', 'completed'],
  ['affiliate_id', 'aff-eve'],
  ['user_id', 'user-eve'],
  ['processed_by', 'user-eve'],
  ['processed_at', '2026-03-01T12:00:00.000Z'],
  ['requested_at', '2020-01-01T00:00:00.000Z'],
  ['destination_changed', false],
  ['history', []],
  ['by', 'user-eve'],
  ['role', 'admin'],
  ['id', 'x'],
  ['at', '2020-01-01T00:00:00.000Z'],
  ['schedule', 'waiting'],
  ['request_fingerprint', 'x'],
  ['total_earned', 1_000_000],
  ['provider', { status: 'SUCCESS' }],
  ['constructor', 'x'],
  ['prototype', {}],
  ['hasOwnProperty', 1],
];

describe.each(PLACES)('a member that a caller may not set, in $of', (place) => {
  const { path, body, request: requestOf, namesAffiliate } = place;
  const members = MEMBERS.filter(([name]) => !(namesAffiliate && name === 'affiliate_id'));
  const refuse = (member: string, named: string) =>
    expectRefusal(world, router, requestOf(body(`,${member}`)), invalidRequest([named, SAYS.unknown]));

  it.each(members)('is refused: %s', (name, value) =>
    refuse(`"${name}":${JSON.stringify(value)}`, `${path}${name}`),
  );

  // The parser refuses these two, and its error names no index.
  it.each(['{"status":"completed"}', '{}', 'null', '1'])('is refused: __proto__ with the value %s', (value) =>
    refuse(`"__proto__":${value}`, '__proto__'),
  );

  it('is refused: constructor.prototype', () =>
    refuse('"constructor":{"prototype":{"isAdmin":true}}', 'constructor'));

  it('is refused: __proto__ written with an escape', () => refuse('"\\u005f_proto__":{}', '__proto__'));
});

describe.each(PLACES.filter(({ path }) => path !== 'items.1.'))(
  'a payout_id where none belongs, in $of',
  ({ path, body, request: requestOf }) => {
    it('is refused, so that a caller cannot choose the id', () =>
      expectRefusal(
        world,
        router,
        requestOf(body(`,"payout_id":"${pending.payout_id}"`)),
        invalidRequest([`${path}payout_id`, SAYS.unknown]),
      ));
  },
);
