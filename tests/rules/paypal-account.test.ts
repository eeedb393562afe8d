import { describe, expect, it } from 'vitest';
import { accountOf } from '../../libs/paypal/client.ts';

const LIVE = { baseUrl: 'https://api-m.paypal.com', clientId: 'client' };

describe('an account of PayPal', () => {
  it('is the same by both names of the API, and with another secret', () => {
    const other = { ...LIVE, baseUrl: 'https://api.paypal.com', clientSecret: 'rotated' };
    expect(accountOf(other)).toBe(accountOf(LIVE));
  });

  it.each([
    { ...LIVE, clientId: 'other' },
    { ...LIVE, baseUrl: 'https://api-m.sandbox.paypal.com' },
    { ...LIVE, baseUrl: 'https://api.sandbox.paypal.com' },
  ])('is another one for %j', (other) => expect(accountOf(other)).not.toBe(accountOf(LIVE)));

  it('does not name its client, and must never change: payouts are recorded with it', () => {
    expect(accountOf(LIVE)).toBe('a4555e6c607032f0');
  });

  it('is another one at a host whose name only ends as PayPal’s do', () => {
    const at = (host: string) => accountOf({ ...LIVE, baseUrl: `https://${host}` });
    expect(at('other.api-m.example')).not.toBe(at('other.api.example'));
  });
});
