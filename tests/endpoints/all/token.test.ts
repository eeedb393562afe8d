import { generateKeyPairSync } from 'node:crypto';
import jwt, { type Secret } from 'jsonwebtoken';
import { describe, expect, it } from 'vitest';
import { buildGetBalance } from '../../../functions/payouts/balance.ts';
import { userOf } from '../../../libs/http/token.ts';
import { PayoutError } from '../../../libs/payouts/errors.ts';
import {
  LOCAL_JWT_SECRET,
  LOCAL_ZELLE_SECRET,
  readSettings,
  type TokenSettings,
} from '../../../libs/runtime/settings.ts';
import { call } from '../../../testing/call.ts';
import { expectFailure, expectSuccess, UNAUTHENTICATED } from '../../../testing/expect.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { addAffiliate, ENVIRONMENT } from '../../../testing/world.ts';

const SECRET = 'a-secret-of-the-tests-with-32-bytes-or-more';
const PREVIOUS = 'the-secret-before-it-with-32-bytes-or-more';
const SETTINGS: TokenSettings = { secrets: [SECRET] };
const EXP = 4_000_000_000;
const CLAIMS = { user_id: 'user-ada', exp: EXP };

/** A token of this payload, letter for letter, signed as `header` says. */
function sign(payload: object | string, header: object = {}, secret: Secret = SECRET) {
  const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
  const complete = { alg: 'HS256' as const, typ: 'JWT', ...header };
  return jwt.sign(text, secret, { algorithm: complete.alg, header: complete });
}

/** Who calls, or the code of the refusal. Anything but our own error is a failure of the service. */
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

describe('a token that is taken', () => {
  it.each([
    ['user_id', CLAIMS],
    ['sub, where user_id is absent', { sub: 'user-ada', exp: EXP }],
    ['user_id, where there is also a sub', { ...CLAIMS, sub: 'user-eve' }],
  ])('names its user as %s', (_, claims) => expect(verdictOn(sign(claims))).toStrictEqual(ADA));

  it.each(['admin', 'Admin', 'admin ', 'administrator', 'user', ''])(
    'makes an admin of the role admin and of no other: %j',
    (role) =>
      expect(verdictOn(sign({ ...CLAIMS, role }))).toStrictEqual({ ...ADA, isAdmin: role === 'admin' }),
  );

  it.each(['bearer', 'BEARER', 'Bearer  '])('may stand behind the scheme %j', (scheme) =>
    expect(verdict(`${scheme} ${sign(CLAIMS)}`)).toStrictEqual(ADA),
  );

  it('may be signed with the previous secret, so that a rotation logs nobody out', () => {
    const token = sign(CLAIMS, {}, PREVIOUS);
    expect(verdictOn(token, { secrets: [SECRET, PREVIOUS] })).toStrictEqual(ADA);
    expect(verdictOn(sign(CLAIMS), { secrets: [SECRET, PREVIOUS] })).toStrictEqual(ADA);
    expect(verdictOn(token)).toBe(REFUSED);
  });
});

describe('a token that is refused, because it would let anybody be anyone', () => {
  const STRANGER = 'the-secret-of-a-stranger-who-signs-tokens';
  const jwk = { kty: 'oct', k: Buffer.from(STRANGER).toString('base64url') };
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const [header, payload, signature] = sign(CLAIMS).split('.');
  const evil = Buffer.from(JSON.stringify({ ...CLAIMS, role: 'admin' })).toString('base64url');

  it.each([
    ['nobody signed (alg none)', sign(CLAIMS, { alg: 'none' }, '')],
    ['says alg none over a good signature', `${sign(CLAIMS, { alg: 'none' }, '')}${signature}`],
    ['is signed with HS512', sign(CLAIMS, { alg: 'HS512' })],
    ["is signed with a stranger's RSA key", sign(CLAIMS, { alg: 'RS256' }, privateKey)],
    ['is signed with another secret', sign(CLAIMS, {}, 'another-secret-with-32-bytes-or-more!')],
    ['has another payload than was signed', `${header}.${evil}.${signature}`],
    ['lost its signature', `${header}.${payload}.`],
    ['lost its signature and the dot', `${header}.${payload}`],
    ['has a part too many', `${sign(CLAIMS)}.${signature}`],
    ['brings its own key (jwk)', sign(CLAIMS, { jwk }, STRANGER)],
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
    ['no JSON', '{"user_id":'],
    ['expired', { ...CLAIMS, exp: seconds - 1 }],
    ['without exp, and so good for ever', { user_id: 'user-ada' }],
    ['good until infinity', '{"user_id":"user-ada","exp":1e400}'],
    ['good until a string', { ...CLAIMS, exp: String(EXP) }],
    ['good until null', { ...CLAIMS, exp: null }],
    ['not good yet', { ...CLAIMS, nbf: seconds + 60 }],
    ['issued at a string', { ...CLAIMS, iat: 'now' }],
    ['without a user', { exp: EXP }],
    ['of an empty user_id, although sub is fine', { ...named, user_id: '' }],
    ['of a user_id null, although sub is fine', { ...named, user_id: null }],
    ['of a user_id 0, although sub is fine', { ...named, user_id: 0 }],
    ['of a listed user_id, although sub is fine', { ...named, user_id: ['user-ada'] }],
    ['of an object as sub', { sub: { id: 'user-ada' }, exp: EXP }],
    ['of an object as sub, although user_id is fine', { ...CLAIMS, sub: {} }],
    ['of an empty sub', { sub: '', exp: EXP }],
    ['of half a character', '{"user_id":"\\ud800","exp":4000000000}'],
    ['of a user longer than any key', { ...CLAIMS, user_id: 'a'.repeat(513) }],
    ['of several roles', { ...CLAIMS, role: ['admin'] }],
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
    ['two headers in one', `Bearer ${token},Bearer ${token}`],
    ['no space', `Bearer${token}`],
    ['a tab', `Bearer\t${token}`],
    ['a space before', ` Bearer ${token}`],
    ['a line after', `Bearer ${token}\n`],
    ['standard base64', `Bearer ${token}=`],
  ])('%s', (_, header) => expect(verdict(header)).toBe(REFUSED));
});

describe('issuer and audience', () => {
  const settings = { ...SETTINGS, issuer: 'https://auth.example.com', audience: 'payouts' };
  const both = { ...CLAIMS, iss: settings.issuer, aud: settings.audience };

  it('must match where they are set', () => expect(verdictOn(sign(both), settings)).toStrictEqual(ADA));

  it.each([
    ['no issuer', { ...both, iss: undefined }],
    ['another issuer', { ...both, iss: 'https://auth.example.com.evil.example' }],
    ['no audience', { ...both, aud: undefined }],
    ['the audience of another service', { ...both, aud: 'reports' }],
    ['only audiences of other services', { ...both, aud: ['reports', 'mail'] }],
  ])('refuse a token of %s', (_, claims) => expect(verdictOn(sign(claims), settings)).toBe(REFUSED));

  it('are held against the previous secret too', () => {
    const rotated: TokenSettings = { ...settings, secrets: [SECRET, PREVIOUS] };
    expect(verdictOn(sign(both, {}, PREVIOUS), rotated)).toStrictEqual(ADA);
    expect(verdictOn(sign(CLAIMS, {}, PREVIOUS), rotated)).toBe(REFUSED);
  });
});

describe('a stage that does not start', () => {
  const isPublic = 'is the public secret of the local stage.';
  const PAYPAL = { PAYPAL_CLIENT_ID: 'id', PAYPAL_CLIENT_SECRET: 's', PAYPAL_WEBHOOK_ID: 'w' };
  const PROD = { STAGE: 'prod', JWT_SECRET: SECRET };

  it.each<[string, Record<string, string | undefined>, string]>([
    ['without a secret', { JWT_SECRET: '' }, 'JWT_SECRET is not set.'],
    ['with a weak one', { JWT_SECRET: 'x'.repeat(31) }, 'JWT_SECRET is shorter than 32 bytes.'],
    ['with a weak one before', { JWT_SECRET_PREVIOUS: 'x' }, 'JWT_SECRET_PREVIOUS is shorter than 32 bytes.'],
    ['as prod with the public one', { STAGE: 'prod' }, `JWT_SECRET ${isPublic}`],
    ['as no stage with the public one', { STAGE: undefined }, `JWT_SECRET ${isPublic}`],
    [
      'as prod with the public one before',
      { STAGE: 'prod', JWT_SECRET: SECRET, JWT_SECRET_PREVIOUS: LOCAL_JWT_SECRET },
      `JWT_SECRET_PREVIOUS ${isPublic}`,
    ],
    [
      'as prod with the public secret of the bank partner',
      { ...PROD, ZELLE_WEBHOOK_SECRETS: LOCAL_ZELLE_SECRET },
      `ZELLE_WEBHOOK_SECRETS ${isPublic}`,
    ],
    [
      'as prod with PayPal in the clear',
      { ...PROD, ...PAYPAL, PAYPAL_BASE_URL: 'http://api-m.paypal.com' },
      'PAYPAL_BASE_URL must begin with https:// outside the stage local.',
    ],
    [
      'as local without a database of its own, where the public secret would open that of AWS',
      { DYNAMODB_ENDPOINT: '' },
      'DYNAMODB_ENDPOINT is not set.',
    ],
  ])('%s', (_, env, message) => expect(() => readSettings({ ...ENVIRONMENT, ...env })).toThrow(message));

  it('does start with what it needs, and takes the secrets in their order', () => {
    const secrets = { JWT_SECRET: SECRET, JWT_SECRET_PREVIOUS: PREVIOUS };
    const env = { ...ENVIRONMENT, STAGE: 'prod', ...secrets, JWT_ISSUER: 'i', JWT_AUDIENCE: 'a' };
    const token = { secrets: [SECRET, PREVIOUS], issuer: 'i', audience: 'a' };
    expect(readSettings(env).token).toStrictEqual(token);
  });
});

describe('through the whole chain', () => {
  const world = useWorld();
  const ask = (token: string) =>
    call(buildGetBalance(world), { path: '/payouts/balance', headers: { Authorization: `Bearer ${token}` } });

  it('a token in order shows its user the balance', async () => {
    const { user_id } = await addAffiliate(world);
    const answer = await ask(sign({ sub: user_id, exp: EXP }, {}, LOCAL_JWT_SECRET));
    const balance = { total_earned: 50_000, total_paid: 0, pending: 0, available: 50_000 };
    expectSuccess(answer, { data: { balance } });
  });

  it.each([
    ['that nobody signed', sign(CLAIMS, { alg: 'none' }, '')],
    ['whose payload is null', sign('null', {}, LOCAL_JWT_SECRET)],
    ['whose payload is no JSON', sign('{"user_id":', {}, LOCAL_JWT_SECRET)],
  ])('a token %s is 401 and never 500', async (_, token) => expectFailure(await ask(token), UNAUTHENTICATED));
});
