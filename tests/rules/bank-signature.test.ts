import { describe, expect, it } from 'vitest';
import { PayoutError } from '../../libs/payouts/errors.ts';
import { requirePartnerSignature } from '../../libs/zelle/signature.ts';
import { BANK_SECRET, signedByBank } from '../../testing/bank.ts';

const NEXT = `whsec_${Buffer.from('the next secret of the bank partner').toString('base64')}`;
const BODY = '{"type":"payout.completed"}';
const SIGNED = 'signed';
const REFUSED = ['unauthenticated', 'This is not signed by our bank partner.'];

function verdictOn(delivery: { body: string; headers?: Record<string, string> }, secrets: string[]) {
  try {
    requirePartnerSignature(Buffer.from(delivery.body), delivery.headers ?? {}, secrets);
    return SIGNED;
  } catch (error) {
    if (error instanceof PayoutError) return [error.code, error.message];
    throw error;
  }
}

describe('a delivery of the bank', () => {
  it.each([
    ['the only secret', [BANK_SECRET]],
    ['the first of two', [BANK_SECRET, NEXT]],
    ['the second of two', [NEXT, BANK_SECRET]],
  ])('counts if it is signed with %s', (_, secrets) =>
    expect(verdictOn(signedByBank(BODY), secrets)).toBe(SIGNED),
  );

  it.each(['', 'not JSON', '{"type":', '{"word":"Grüße"}'])('may say anything: %j', (body) =>
    expect(verdictOn(signedByBank(body), [BANK_SECRET])).toBe(SIGNED),
  );

  const good = signedByBank(BODY);
  it.each([
    ['by nobody', { ...good, headers: {} }],
    ['for another body', { ...good, body: `${BODY} ` }],
    ['with another secret', signedByBank(BODY, { secret: NEXT })],
    ['six minutes ago', signedByBank(BODY, { ageS: 360 })],
    ['for a time that is six minutes ahead', signedByBank(BODY, { ageS: -360 })],
  ])('is refused if it is signed %s', (_, delivery) =>
    expect(verdictOn(delivery, [BANK_SECRET])).toStrictEqual(REFUSED),
  );

  it('is refused if no secret is set up', () => expect(verdictOn(good, [])).toStrictEqual(REFUSED));
});
