import { describe, expect, it } from 'vitest';
import { trustedAddress } from '../../libs/paypal/certificate-address.ts';

const PATH = '/v1/notifications/certs/CERT-360caa42-fca2a594-1d93a270';
const OWN = `https://api.paypal.com${PATH}`;

describe('the address of a certificate', () => {
  it.each(['api.paypal.com', 'api.sandbox.paypal.com', 'api-m.paypal.com', 'api-m.sandbox.paypal.com'])(
    'is trusted if it is of PayPal’s own host %s',
    (host) => expect(trustedAddress(`https://${host}${PATH}`, [])).toBe(`https://${host}${PATH}`),
  );

  it.each([
    OWN,
    `HTTPS://API.PayPal.com${PATH}`,
    `https://api.paypal.com:443${PATH}`,
    `https://@api.paypal.com${PATH}`,
    `${OWN}?`,
    `${OWN}#`,
    `https://api.paypal.com/x/..${PATH}`,
    ` ${OWN} `,
  ])('has one form, however it is spelled: %j', (address) => expect(trustedAddress(address, [])).toBe(OWN));

  // The path of each of them would be accepted, so it is refused for what it names.
  it.each([
    ['http', `http://api.paypal.com${PATH}`],
    ['http on the port of https', `http://api.paypal.com:443${PATH}`],
    ['another scheme', `ftp://api.paypal.com${PATH}`],
    ['another port', `https://api.paypal.com:8443${PATH}`],
    ['the port of http', `https://api.paypal.com:80${PATH}`],
    ['a user', `https://user@api.paypal.com${PATH}`],
    ['a password', `https://:word@api.paypal.com${PATH}`],
    ['PayPal’s host as a user', `https://api.paypal.com@evil.example${PATH}`],
    ['PayPal’s host as a user and a port', `https://api.paypal.com:443@evil.example${PATH}`],
    ['another host', `https://evil.example${PATH}`],
    ['another host of PayPal’s', `https://www.paypal.com${PATH}`],
    ['a host below PayPal’s', `https://evil.api.paypal.com${PATH}`],
    ['the domain itself', `https://paypal.com${PATH}`],
    ['a host that ends as PayPal’s does', `https://evil-api.paypal.com${PATH}`],
    ['a domain that ends as PayPal’s does', `https://notpaypal.com${PATH}`],
    ['a host that begins as PayPal’s does', `https://api.paypal.com.evil.example${PATH}`],
    ['a host with a dot at its end', `https://api.paypal.com.${PATH}`],
    ['an address inside of AWS', `https://169.254.169.254${PATH}`],
    ['an address inside of AWS, version 6', `https://[fd00:ec2::254]${PATH}`],
    ['this machine', `https://localhost${PATH}`],
    ['no host', `https://${PATH}`],
    ['a query', `${OWN}?fresh=1`],
    ['a fragment', `${OWN}#1`],
    ['no name', 'https://api.paypal.com/v1/notifications/certs/'],
    ['something below the name', `${OWN}/x`],
    ['something above the path', `https://api.paypal.com/x${PATH}`],
    ['another path', 'https://api.paypal.com/v1/notifications/webhooks/CERT-1'],
    ['a path that leads away', 'https://api.paypal.com/v1/notifications/certs/../../oauth2/token'],
    ['a path that leads away, encoded', 'https://api.paypal.com/v1/notifications/certs/..%2f..%2foauth2'],
    ['a dot in the name', `${OWN}.pem`],
    ['a line after the name', `${OWN}%0A`],
    ['no address', 'not a url'],
    ['nothing', ''],
  ])('is refused if it names %s: %s', (_, address) => expect(trustedAddress(address, [])).toBeUndefined());
});

describe('an extra origin', () => {
  const EXTRA = ['http://127.0.0.1:806'];

  it.each(['http://127.0.0.1:806/certs/one.pem', OWN])('is trusted beside PayPal’s hosts: %s', (address) =>
    expect(trustedAddress(address, EXTRA)).toBe(address),
  );

  it.each([
    'http://127.0.0.1:807/certs/one.pem',
    'http://127.0.0.1:8061/certs/one.pem',
    'https://127.0.0.1:806/certs/one.pem',
    'http://127.0.0.1:806@evil.example/certs/one.pem',
    'http://user@127.0.0.1:806/certs/one.pem',
    'http://127.0.0.1:806/certs/one.pem?fresh=1',
    `http://api.paypal.com${PATH}`,
  ])('is trusted exactly: not %s', (address) => expect(trustedAddress(address, EXTRA)).toBeUndefined());
});
