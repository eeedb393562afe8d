import { afterEach, expect, it, vi } from 'vitest';
import type { Payout } from '../../../libs/payouts/payout.ts';
import { openPaypal } from '../../../libs/paypal/client.ts';
import { paceOn } from '../../../testing/pace.ts';
import { ACCOUNT } from '../../../testing/paypal.ts';

const PAYOUT = { payout_id: 'P', amount: 5000, payment_email: 'ada@example.com' } as Payout;
const NOW = '2026-03-01T12:00:00.000Z';
const SETTINGS = { ...ACCOUNT, baseUrl: 'https://paypal.invalid', postsPerMinute: 400 };

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** How long the next post waits after PayPal's 429 with this header, given with a token or with the post. */
async function waitAfter(retryAfter: string | undefined, isToken: boolean): Promise<number> {
  vi.useFakeTimers({ now: Date.parse(NOW), toFake: ['Date'] });
  const headers = retryAfter === undefined ? {} : { 'retry-after': retryAfter };
  const limited = Response.json({ name: 'RATE_LIMIT_REACHED' }, { status: 429, headers });
  const token = Response.json({ access_token: 'token', expires_in: 3600 });
  const answers = isToken ? [limited] : [token, limited];
  vi.stubGlobal('fetch', async () => answers.shift());
  const clock = { ms: 0 };
  const paypal = openPaypal({ ...SETTINGS, extraCertificateOrigins: [] }, undefined, paceOn(clock));
  expect(await paypal.create(PAYOUT)).toMatchObject({ kind: 'limited' });
  await paypal.turn(Number.POSITIVE_INFINITY);
  return clock.ms;
}

it.each([
  ['7', 7000],
  ['0', 15_000],
  ['20', 20_000],
  ['1e1', 15_000],
  ['Sun, 01 Mar 2026 12:00:20 GMT', 20_000],
  ['2026-03-01T12:00:20Z', 20_000],
  ['Sun, 01 Mar 2026 11:59:00 GMT', 15_000],
  ['3600', 600_000],
  ['soon', 15_000],
  ['-5', 15_000],
  ['', 15_000],
  [undefined, 15_000],
])('a 429 with the Retry-After %j makes the next post wait for %d ms', async (retryAfter, ms) => {
  expect(await waitAfter(retryAfter, false)).toBe(ms);
  expect(await waitAfter(retryAfter, true)).toBe(ms);
});

/** When the post after the next may be made, if PayPal answers these to the first call for a token and on. */
async function waitOver(answers: Response[]): Promise<number> {
  vi.stubGlobal('fetch', async () => answers.shift());
  const clock = { ms: 0 };
  const paypal = openPaypal({ ...SETTINGS, extraCertificateOrigins: [] }, undefined, paceOn(clock, 400));
  await paypal.create(PAYOUT);
  await paypal.turn(Number.POSITIVE_INFINITY);
  await paypal.create(PAYOUT);
  await paypal.turn(Number.POSITIVE_INFINITY);
  await paypal.turn(Number.POSITIVE_INFINITY);
  return clock.ms;
}

const tokenFor = (expires_in: number) => Response.json({ access_token: 'token', expires_in });
const answering = (status: number, body: object = {}) => Response.json(body, { status });

it.each([
  [201, { batch_header: { payout_batch_id: 'BATCH', batch_status: 'PENDING' } }, 16_650],
  [400, { name: 'VALIDATION_ERROR' }, 16_650],
  [500, {}, 18_000],
  [429, {}, 31_500],
])(
  'the post after a 429 is answered %d, %j, and the one after the next waits until %d ms',
  async (status, body, ms) =>
    expect(await waitOver([tokenFor(3600), answering(429), answering(status, body)])).toBe(ms),
);

it('no token is given after a 429, and posts go on one at a time', async () =>
  expect(await waitOver([tokenFor(0), answering(429), answering(500)])).toBe(18_000));
