import { generateKeyPairSync, type KeyObject, type X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { PayoutError, tryAgain } from '../../libs/payouts/errors.ts';
import type { Certificates } from '../../libs/paypal/certificate.ts';
import { requirePaypalSignature } from '../../libs/paypal/signature.ts';
import { signWebhook } from '../../local/paypal/certificate.ts';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const SIGNER = {
  privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  certUrl: 'https://api.paypal.com/v1/notifications/certs/CERT-1',
  webhookId: 'WEBHOOK',
};
const BODY = '{"id":"WH-1"}';
const NOW = Date.parse('2026-03-10T12:00:00Z');
const MINUTE_MS = 60_000;
const WEEK_MS = 7 * 24 * 60 * MINUTE_MS;

const signed = (msAgo = 0) =>
  signWebhook(BODY, SIGNER, { id: 'T-1', time: new Date(NOW - msAgo).toISOString() });

/** A certificate with this key is at the address that was signed for; no other address is known. */
const certified =
  (key: KeyObject): Certificates =>
  async (url) =>
    url === SIGNER.certUrl ? ({ publicKey: key } as X509Certificate) : undefined;

/** No address answers: what needs a certificate is to be tried again. */
const unreachable: Certificates = async () => {
  throw tryAgain();
};

const SIGNED = 'signed';
const REFUSED = ['unauthenticated', 'This is not signed by PayPal.'];

async function verdictOn(
  headers: Record<string, string | undefined>,
  { body = BODY, webhookId = 'WEBHOOK', certificates = certified(publicKey) } = {},
) {
  try {
    const now = new Date(NOW);
    await requirePaypalSignature(Buffer.from(body), headers, { webhookId, certificates, now });
    return SIGNED;
  } catch (error) {
    if (error instanceof PayoutError && error.code === 'unauthenticated') return [error.code, error.message];
    throw error;
  }
}

describe('an event that PayPal signed', () => {
  it.each([
    ['now', 0],
    ['a week ago', WEEK_MS],
    ['five minutes from now, by its own clock', -5 * MINUTE_MS],
  ])('counts if that was %s', async (_, msAgo) => expect(await verdictOn(signed(msAgo))).toBe(SIGNED));

  it('is to be tried again if its certificate cannot be fetched', () =>
    expect(verdictOn(signed(), { certificates: unreachable })).rejects.toMatchObject({ code: 'try_again' }));

  it.each([
    ['longer than a week ago', WEEK_MS + 1],
    ['more than five minutes from now', -5 * MINUTE_MS - 1],
  ])('is refused if that was %s, and nothing is fetched', async (_, msAgo) =>
    expect(await verdictOn(signed(msAgo), { certificates: unreachable })).toStrictEqual(REFUSED),
  );
});

describe('an event that is not signed by PayPal', () => {
  it.each(Object.keys(signed()))('is refused without %s, and nothing is fetched', async (name) => {
    for (const value of [undefined, '']) {
      const headers = { ...signed(), [name]: value };
      expect(await verdictOn(headers, { certificates: unreachable })).toStrictEqual(REFUSED);
    }
  });

  it.each([
    ['paypal-auth-algo', 'SHA1withRSA'],
    ['paypal-transmission-time', 'soon'],
  ])('is refused if %s is %j, and nothing is fetched', async (name, value) => {
    const headers = { ...signed(), [name]: value };
    expect(await verdictOn(headers, { certificates: unreachable })).toStrictEqual(REFUSED);
  });

  it.each([
    ['paypal-transmission-id', 'T-2'],
    ['paypal-transmission-time', new Date(NOW - 1).toISOString()],
    ['paypal-transmission-sig', 'AAAA'],
    ['paypal-cert-url', 'https://api.paypal.com/v1/notifications/certs/CERT-2'],
  ])('is refused if another %s was signed than %s', async (name, value) =>
    expect(await verdictOn({ ...signed(), [name]: value })).toStrictEqual(REFUSED),
  );

  it.each([
    ['for another body', { body: '{"id":"WH-2"}' }],
    ['for another webhook', { webhookId: 'ANOTHER' }],
    [
      'with another key',
      { certificates: certified(generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey) },
    ],
    ['with a key of another kind', { certificates: certified(generateKeyPairSync('ed25519').publicKey) }],
  ])('is refused if it is signed %s', async (_, facts) =>
    expect(await verdictOn(signed(), facts)).toStrictEqual(REFUSED),
  );
});
