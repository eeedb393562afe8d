import { generateKeyPairSync } from 'node:crypto';
import jwt, { type Secret } from 'jsonwebtoken';
import { describe, expect, it } from 'vitest';
import { userOf } from '../../libs/http/token.ts';
import { PayoutError } from '../../libs/payouts/errors.ts';
import type { TokenSettings } from '../../libs/runtime/settings.ts';

const SECRET = 'a-secret-of-the-tests-with-32-bytes-or-more';
const PREVIOUS = 'the-secret-before-it-with-32-bytes-or-more';
const SETTINGS: TokenSettings = { secrets: [SECRET] };
const EXP = 4_000_000_000;
const CLAIMS = { user_id: 'user-ada', exp: EXP };

/** A token with exactly this payload, signed as `header` says. */
function sign(payload: object | string, header: object = {}, secret: Secret = SECRET) {
  const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
  const complete = { alg: 'HS256' as const, typ: 'JWT', ...header };
  return jwt.sign(text, secret, { algorithm: complete.alg, header: complete });
}

/** The user of the token, or the code of the refusal. Any other error is thrown. */
function verdict(authorization: string | undefined, settings = SETTINGS) {
  try {
    return userOf(authorization, settings);
  } catch (error) {
    if (error instanceof PayoutError) return error.code;
    throw error;
  }
}

const verdictOn = (token: string, settings = SETTINGS) => verdict(`Bearer ${token}`, settings);
const ADA = { userId: 'user-ada', isAdmin: false };
const REFUSED = 'unauthenticated';

describe('a token that is accepted', () => {
  it.each([
    ['user_id', CLAIMS],
    ['sub, if there is no user_id', { sub: 'user-ada', exp: EXP }],
    ['user_id, if there is also a sub', { ...CLAIMS, sub: 'user-eve' }],
  ])('names its user as %s', (_, claims) => expect(verdictOn(sign(claims))).toStrictEqual(ADA));

  it.each(['admin', 'Admin', 'admin ', 'administrator', 'user', ''])(
    'makes its user an admin only if the role is exactly admin: %j',
    (role) =>
      expect(verdictOn(sign({ ...CLAIMS, role }))).toStrictEqual({ ...ADA, isAdmin: role === 'admin' }),
  );

  it.each(['bearer', 'BEARER', 'Bearer  '])('may follow the scheme %j', (scheme) =>
    expect(verdict(`${scheme} ${sign(CLAIMS)}`)).toStrictEqual(ADA),
  );

  it('may be signed with the previous secret, so that a rotation does not log users out', () => {
    const token = sign(CLAIMS, {}, PREVIOUS);
    expect(verdictOn(token, { secrets: [SECRET, PREVIOUS] })).toStrictEqual(ADA);
    expect(verdictOn(sign(CLAIMS), { secrets: [SECRET, PREVIOUS] })).toStrictEqual(ADA);
    expect(verdictOn(token)).toBe(REFUSED);
  });
});

describe('a token that is refused because it could be forged', () => {
  const STRANGER = 'the-secret-of-a-stranger-who-signs-tokens';
  const jwk = { kty: 'oct', k: Buffer.from(STRANGER).toString('base64url') };
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const [header, payload, signature] = sign(CLAIMS).split('.');
  const evil = Buffer.from(JSON.stringify({ ...CLAIMS, role: 'admin' })).toString('base64url');

  it.each([
    ['is unsigned (alg none)', sign(CLAIMS, { alg: 'none' }, '')],
    ['says alg none but has a valid signature', `${sign(CLAIMS, { alg: 'none' }, '')}${signature}`],
    ['is signed with HS512', sign(CLAIMS, { alg: 'HS512' })],
    ["is signed with another party's RSA key", sign(CLAIMS, { alg: 'RS256' }, privateKey)],
    ['is signed with another secret', sign(CLAIMS, {}, 'another-secret-with-32-bytes-or-more!')],
    ['has a payload that was changed after signing', `${header}.${evil}.${signature}`],
    ['lacks its signature', `${header}.${payload}.`],
    ['lacks its signature and the dot', `${header}.${payload}`],
    ['has one part too many', `${sign(CLAIMS)}.${signature}`],
    ['contains its own key (jwk)', sign(CLAIMS, { jwk }, STRANGER)],
    ['names the address of its key (jku)', sign(CLAIMS, { jku: 'https://evil.example/keys' }, STRANGER)],
    ['names a certificate (x5u)', sign(CLAIMS, { x5u: 'https://evil.example/cert' }, STRANGER)],
    ['names a file as its key (kid)', sign(CLAIMS, { kid: '../../dev/null' }, STRANGER)],
    ['has a critical extension', sign(CLAIMS, { crit: ['b64'], b64: false })],
    ['has a critical extension of null', sign(CLAIMS, { crit: null })],
    ['has an empty list of critical extensions', sign(CLAIMS, { crit: [] })],
  ])('%s', (_, token) => expect(verdictOn(token)).toBe(REFUSED));
});

describe('a token that is refused for its payload', () => {
  const seconds = Math.floor(Date.now() / 1000);
  const named = { ...CLAIMS, sub: 'user-eve' };

  it.each<[string, object | string]>([
    ['null', 'null'],
    ['a string', '"user-ada"'],
    ['a list', '[{"user_id":"user-ada","exp":4000000000}]'],
    ['an empty object', '{}'],
    ['not JSON', '{"user_id":'],
    ['expired', { ...CLAIMS, exp: seconds - 6 }],
    ['without exp, and so valid for ever', { user_id: 'user-ada' }],
    ['valid until infinity', '{"user_id":"user-ada","exp":1e400}'],
    ['with a string as exp', { ...CLAIMS, exp: String(EXP) }],
    ['valid since minus infinity', '{"user_id":"user-ada","exp":-1e400}'],
    ['with null as exp', { ...CLAIMS, exp: null }],
    ['not valid yet', { ...CLAIMS, nbf: seconds + 60 }],
    ['with a string as iat', { ...CLAIMS, iat: 'now' }],
    ['without a user', { exp: EXP }],
    ['with an empty user_id and a valid sub', { ...named, user_id: '' }],
    ['with null as user_id and a valid sub', { ...named, user_id: null }],
    ['with 0 as user_id and a valid sub', { ...named, user_id: 0 }],
    ['with a list as user_id and a valid sub', { ...named, user_id: ['user-ada'] }],
    ['with an object as sub', { sub: { id: 'user-ada' }, exp: EXP }],
    ['with an object as sub and a valid user_id', { ...CLAIMS, sub: {} }],
    ['with an empty sub', { sub: '', exp: EXP }],
    ['with a lone surrogate as user_id', '{"user_id":"\\ud800","exp":4000000000}'],
    ['with a user_id longer than a key may be', { ...CLAIMS, user_id: 'a'.repeat(513) }],
    ['with a list of roles', { ...CLAIMS, role: ['admin'] }],
    ['with a list of scopes', { ...CLAIMS, scope: ['payouts:read'] }],
    ['with null as scope', { ...CLAIMS, scope: null }],
  ])('%s', (_, payload) => expect(verdictOn(sign(payload))).toBe(REFUSED));
});

describe('an Authorization header that is refused', () => {
  const token = sign(CLAIMS);

  it.each([
    ['absent', undefined],
    ['empty', ''],
    ['the scheme alone', 'Bearer'],
    ['the scheme and a space', 'Bearer '],
    ['the token alone', token],
    ['another scheme', `Basic ${token}`],
    ['the scheme twice', `Bearer Bearer ${token}`],
    ['two tokens', `Bearer ${token} ${token}`],
    ['two headers joined by a comma', `Bearer ${token},Bearer ${token}`],
    ['no space', `Bearer${token}`],
    ['a tab instead of the space', `Bearer\t${token}`],
    ['a leading space', ` Bearer ${token}`],
    ['a trailing line break', `Bearer ${token}\n`],
    ['base64 padding at its end', `Bearer ${token}=`],
  ])('%s', (_, header) => expect(verdict(header)).toBe(REFUSED));
});

describe('the issuer and the audience of a token', () => {
  const settings = { ...SETTINGS, issuer: 'https://auth.example.com', audience: 'payouts' };
  const both = { ...CLAIMS, iss: settings.issuer, aud: settings.audience };

  it('must match if they are configured', () => expect(verdictOn(sign(both), settings)).toStrictEqual(ADA));

  it.each([
    ['no issuer', { ...both, iss: undefined }],
    ['another issuer', { ...both, iss: 'https://auth.example.com.evil.example' }],
    ['no audience', { ...both, aud: undefined }],
    ['the audience of another service', { ...both, aud: 'reports' }],
    ['only audiences of other services', { ...both, aud: ['reports', 'mail'] }],
  ])('make a token invalid that has %s', (_, claims) =>
    expect(verdictOn(sign(claims), settings)).toBe(REFUSED),
  );

  it('are checked under the previous secret too', () => {
    const rotated: TokenSettings = { ...settings, secrets: [SECRET, PREVIOUS] };
    expect(verdictOn(sign(both, {}, PREVIOUS), rotated)).toStrictEqual(ADA);
    expect(verdictOn(sign(CLAIMS, {}, PREVIOUS), rotated)).toBe(REFUSED);
  });
});
