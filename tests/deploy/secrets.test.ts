import { describe, expect, it } from 'vitest';
import { LOCAL_JWT_SECRET, LOCAL_ZELLE_SECRET, readSettings } from '../../libs/runtime/settings.ts';
import { ENVIRONMENT } from '../../testing/world.ts';

const PROD = { ...ENVIRONMENT, STAGE: 'prod', JWT_SECRET: 'a-secret-of-the-tests-with-32-bytes-or-more' };
const isPublic = 'is the public secret of the local stage.';

/** A key of the bank partner's with these bytes. */
const bankSecret = (bytes: Buffer | string) => `whsec_${Buffer.from(bytes).toString('base64')}`;

describe('O4: a stage', () => {
  it.each<[string, string, string]>([
    ['32 blanks', ' '.repeat(32), 'is easy to guess'],
    ['one word four times', 'changeme'.repeat(4), 'is easy to guess'],
    ['eight letters four times', 'abcdefgh'.repeat(4), 'is easy to guess'],
    ['sixteen letters twice', 'abcdefghijklmnop'.repeat(2), 'is easy to guess'],
    ['a word that is cut off', 'correct-horse-battery'.repeat(3).slice(0, 50), 'is easy to guess'],
    ['seven letters in any order', `${'abcdefg'.repeat(4)}gfedcba`, 'is easy to guess'],
    ['the public one with a blank', `${LOCAL_JWT_SECRET} `, isPublic],
    ['the public one with a blank in it', LOCAL_JWT_SECRET.replace('-jwt', ' -jwt'), isPublic],
    ['a reference', '{{resolve:ssm:/affiliate-payouts/prod/jwt-secret}}', 'is a reference that was not'],
  ])('does not start with a secret of %s', (_, secret, message) => {
    for (const name of ['JWT_SECRET', 'JWT_SECRET_PREVIOUS']) {
      const env = { ...PROD, [name]: secret };
      expect(() => readSettings(env)).toThrow(`${name} ${message}`);
    }
  });

  it.each<[string, string, string]>([
    ['23 bytes', bankSecret('a key of 23 bytes - not'), 'has a secret that is shorter than 24 bytes.'],
    ['twelve letters twice', bankSecret('abcdefghijkl'.repeat(2)), 'is easy to guess'],
    ['zeros', bankSecret(Buffer.alloc(32)), 'is easy to guess'],
    ['something that is no base64', `${LOCAL_ZELLE_SECRET}-`, 'has a secret that is not base64.'],
    [
      'a prefix within',
      LOCAL_ZELLE_SECRET.replace('whsec_', 'AAAAwhsec_'),
      'has a secret that is not base64.',
    ],
    ['the public one', LOCAL_ZELLE_SECRET, isPublic],
    ['the public one without its prefix', LOCAL_ZELLE_SECRET.replace('whsec_', ''), isPublic],
    ['the public one without its padding', LOCAL_ZELLE_SECRET.replace('=', ''), isPublic],
  ])('does not start with a secret of the bank partner of %s', (_, secret, message) => {
    const good = bankSecret('a key of the tests, of 32 bytes.');
    const env = { ...PROD, ZELLE_WEBHOOK_SECRETS: `${good},${secret}` };
    expect(() => readSettings(env)).toThrow(`ZELLE_WEBHOOK_SECRETS ${message}`);
    expect(readSettings({ ...env, ZELLE_WEBHOOK_SECRETS: good }).zelleSecrets).toStrictEqual([good]);
  });

  it.each([
    ['in base64', 'hJ2bX5m2nq0rU0s1hWJ5o3YwF0aFz0yq7c0p9Y2n3kE='],
    ['in hexadecimal digits', '9f86d081884c7d659a2feaa0c55ad015'],
    ['of eight letters', `${'abcdefgh'.repeat(4)}hgfedcba`],
    ['in digits', '48201937560284719305628471930562'],
  ])('starts with a random secret %s', (_, JWT_SECRET) =>
    expect(readSettings({ ...PROD, JWT_SECRET }).token.secrets).toStrictEqual([JWT_SECRET]),
  );
});
