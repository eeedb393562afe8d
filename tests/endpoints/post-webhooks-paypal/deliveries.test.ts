import { describe, expect, it } from 'vitest';
import type { ApiHandler } from '../../../libs/http/event.ts';
import { call } from '../../../testing/call.ts';
import { expectFailure } from '../../../testing/expect.ts';
import { INVALID_JSON, TOO_LARGE } from '../../../testing/refusals.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { BODY, CERTIFICATES, UNSIGNED, useCertificateHost } from './certificate-host.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const LIMIT = 256 * 1024;
const CERTIFICATE = `${CERTIFICATES}CERT-1`;

const host = useCertificateHost(useWorld());

describe('the time of a transmission', () => {
  const at = (ms: number) => host.post(host.sign(CERTIFICATE, BODY, ms));

  it.each([
    ['over seven days ago', -7 * DAY - 2000],
    ['over five minutes ahead', 5 * MINUTE + 2000],
    ['a year ahead', 365 * DAY],
  ])('is 401 before anything is fetched: %s', async (_, ms) => {
    expectFailure(await at(ms), UNSIGNED);
    expect(host.fetched).toStrictEqual([]);
  });

  it.each([
    ['almost seven days ago', -7 * DAY + 2000],
    ['a few minutes ahead', 5 * MINUTE - 2000],
  ])('is taken: %s', async (_, ms) => {
    expect((await at(ms)).status).toBe(200);
    expect(host.fetched).toHaveLength(1);
  });

  it.each(['yesterday', '0', 'NaN', '2026-99-99T00:00:00Z'])(
    'is 401 if it is not a time: %s',
    async (time) => {
      expectFailure(
        await host.post({ ...host.sign(CERTIFICATE), 'paypal-transmission-time': time }),
        UNSIGNED,
      );
      expect(host.fetched).toStrictEqual([]);
    },
  );
});

describe('C6: a signed event of PayPal', () => {
  const deliver = (body: string) => host.post(host.sign(CERTIFICATE, body), body);

  it('may have 256 KiB, and one byte more is payload_too_large', async () => {
    expect((await deliver(BODY.padEnd(LIMIT))).status).toBe(200);
    const message = `The body is larger than ${LIMIT} bytes.`;
    expectFailure(await deliver(BODY.padEnd(LIMIT + 1)), { ...TOO_LARGE, message });
  });

  it('is 401 if it is too large and not signed: nothing else is said to a stranger', async () => {
    const unsigned = { ...host.sign(CERTIFICATE), 'paypal-transmission-sig': 'AAAA' };
    expectFailure(await host.post(unsigned, BODY.padEnd(LIMIT + 1)), UNSIGNED);
  });

  it('is invalid_json if it is not UTF-8', async () => {
    const bytes = Buffer.from('{"id":"für"}', 'latin1');
    const headers = host.sign(CERTIFICATE, bytes as never);
    const encoded: ApiHandler = (event, context) =>
      host.webhook({ ...event, body: bytes.toString('base64'), isBase64Encoded: true }, context);
    const asked = { method: 'POST', path: '/webhooks/paypal', headers, body: '' };
    expectFailure(await call(encoded, asked), INVALID_JSON);
  });
});
