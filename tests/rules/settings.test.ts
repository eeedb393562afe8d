import { describe, expect, it } from 'vitest';
import {
  faultsOfSettings,
  LOCAL_JWT_SECRET,
  LOCAL_ZELLE_SECRET,
  readSettings,
  type Settings,
} from '../../libs/runtime/settings.ts';
import { TABLES } from '../../libs/store/engine/tables.ts';
import { ENVIRONMENT } from '../../testing/world.ts';

type Variables = Record<string, string | undefined>;

/** As hard to guess as a secret must be. */
const bytes = (count: number) => 'kX3vQ9zL7mB2nW8rT5yH1cJ6pD4sF0gAuEiOqR'.slice(0, count);
const webhookSecret = (count: number) => `whsec_${Buffer.from(bytes(count)).toString('base64')}`;

const LOCAL = { ...ENVIRONMENT, DYNAMODB_ENDPOINT: 'http://127.0.0.1:8000' };
const DEPLOYED = { ...ENVIRONMENT, STAGE: 'prod', JWT_SECRET: bytes(32) };
const PAYPAL = {
  PAYPAL_CLIENT_ID: 'id',
  PAYPAL_CLIENT_SECRET: 'secret',
  PAYPAL_WEBHOOK_ID: 'webhook',
  PAYPAL_BASE_URL: 'https://api-m.paypal.com',
};
const SIMULATOR = 'http://127.0.0.1:8006';

/** Sixteen letters, two bytes each: the length that counts is that of the key. */
const LETTERS = 'äöüßéèêàçñåøæœłž';

const without = (name: string) => ({ [name]: undefined });

/** The stage does not start, and packaging says why in that one line. */
function expectRefused(env: Variables, message: string): void {
  expect(() => readSettings(env)).toThrow(message);
  expect(faultsOfSettings(env)).toStrictEqual([expect.stringContaining(message)]);
}

/** What is public or unsafe, and so for the stage `local` alone. */
const LOCAL_ONLY: [Variables, string][] = [
  [{ JWT_SECRET: LOCAL_JWT_SECRET }, 'JWT_SECRET is the public secret of the local stage.'],
  [{ JWT_SECRET_PREVIOUS: LOCAL_JWT_SECRET }, 'JWT_SECRET_PREVIOUS is the public secret of the local stage.'],
  [
    { ZELLE_WEBHOOK_SECRETS: `${webhookSecret(24)},${LOCAL_ZELLE_SECRET}` },
    'ZELLE_WEBHOOK_SECRETS is the public secret of the local stage.',
  ],
  [
    { ...PAYPAL, PAYPAL_EXTRA_CERTIFICATE_ORIGINS: SIMULATOR },
    'PAYPAL_EXTRA_CERTIFICATE_ORIGINS is for the stage local only.',
  ],
  [
    { ...PAYPAL, PAYPAL_BASE_URL: SIMULATOR },
    'PAYPAL_BASE_URL must begin with https:// outside the stage local.',
  ],
  [{ API_DOCS: 'true', DEMO_TOKENS: 'user-ada=token' }, 'DEMO_TOKENS is for the stage local only.'],
];

describe.each(LOCAL_ONLY)('what is for the stage local only: %j', (variables, message) => {
  it('starts there', () => expect(readSettings({ ...LOCAL, ...variables })).toBeTruthy());

  it.each(['dev', 'staging', 'prod', 'Local', 'local ', '', undefined])('does not start as %j', (STAGE) =>
    expectRefused({ ...DEPLOYED, STAGE, ...variables }, message),
  );
});

describe('a stage does not start', () => {
  it.each<[Variables, string]>([
    [without('JWT_SECRET'), 'JWT_SECRET is not set.'],
    [{ JWT_SECRET: '' }, 'JWT_SECRET is not set.'],
    [{ JWT_SECRET: bytes(31) }, 'JWT_SECRET is shorter than 32 bytes.'],
    [{ JWT_SECRET_PREVIOUS: bytes(31) }, 'JWT_SECRET_PREVIOUS is shorter than 32 bytes.'],
    [
      { ZELLE_WEBHOOK_SECRETS: webhookSecret(23) },
      'ZELLE_WEBHOOK_SECRETS has a secret that is shorter than 24 bytes.',
    ],
    [
      { ZELLE_WEBHOOK_SECRETS: `${webhookSecret(24)},short` },
      'ZELLE_WEBHOOK_SECRETS has a secret that is shorter than 24 bytes.',
    ],
    ...['AFFILIATES_TABLE', 'PAYOUTS_TABLE', 'BALANCES_TABLE', 'DIGESTS_TABLE', 'RUNS_TABLE'].map(
      (name): [Variables, string] => [without(name), `${name} is not set.`],
    ),
    ...['PAYPAL_BASE_URL', 'PAYPAL_CLIENT_SECRET', 'PAYPAL_WEBHOOK_ID'].map((name): [Variables, string] => [
      { ...PAYPAL, ...without(name) },
      `${name} is not set.`,
    ]),
    [{ ...PAYPAL, PAYPAL_BASE_URL: 'http://api-m.paypal.com' }, 'PAYPAL_BASE_URL must begin with https://'],
    [{ ...PAYPAL, PAYPAL_BASE_URL: 'api-m.paypal.com' }, 'PAYPAL_BASE_URL must begin with https://'],
    ...['0', '-1', '1.5', 'many', '1e400'].map((PAYPAL_POSTS_PER_MINUTE): [Variables, string] => [
      { ...PAYPAL, PAYPAL_POSTS_PER_MINUTE },
      'PAYPAL_POSTS_PER_MINUTE is not a whole number.',
    ]),
    ...['0', '-1', '10.5', 'ten', '9007199254740992'].map((MIN_PAYOUT_CENTS): [Variables, string] => [
      { MIN_PAYOUT_CENTS },
      'MIN_PAYOUT_CENTS is not a whole number of cents.',
    ]),
    [{ MAX_PAYOUT_CENTS: '0' }, 'MAX_PAYOUT_CENTS is not a whole number of cents.'],
    [{ MIN_PAYOUT_CENTS: '5001', MAX_PAYOUT_CENTS: '5000' }, 'MIN_PAYOUT_CENTS is above MAX_PAYOUT_CENTS.'],
    [{ MAX_PAYOUT_CENTS: '999' }, 'MIN_PAYOUT_CENTS is above MAX_PAYOUT_CENTS.'],
    [{ SHADOW: 'yes' }, 'SHADOW is not one of true, false.'],
    [{ JWT_ISSUER: 'a-{{resolve:ssm:/issuer}}' }, 'JWT_ISSUER is a reference that was not resolved.'],
  ])('with %j: %s', (variables, message) => expectRefused({ ...DEPLOYED, ...variables }, message));

  it.each([undefined, ''])('if it is local and has no database of its own: %j', (DYNAMODB_ENDPOINT) =>
    expectRefused({ ...ENVIRONMENT, DYNAMODB_ENDPOINT }, 'DYNAMODB_ENDPOINT is not set.'),
  );

  it('and names the variable, never its value', () => {
    const values = { JWT_SECRET: 'short-secret', ZELLE_WEBHOOK_SECRETS: 'whsec_c2hvcnQ=' };
    for (const [name, value] of Object.entries(values)) {
      const start = () => readSettings({ ...DEPLOYED, [name]: value });
      expect(start).toThrow(name);
      expect(start).not.toThrow(value);
    }
  });
});

describe('a stage starts', () => {
  it.each<[Variables, Partial<Settings>]>([
    [
      {},
      {
        limits: { minimum: 1000, maximum: 2_000_000 },
        zelleSecrets: [],
        origins: [ENVIRONMENT.ALLOWED_ORIGINS],
      },
    ],
    [{ MIN_PAYOUT_CENTS: '', MAX_PAYOUT_CENTS: '' }, { limits: { minimum: 1000, maximum: 2_000_000 } }],
    [{ MIN_PAYOUT_CENTS: '5000', MAX_PAYOUT_CENTS: '5000' }, { limits: { minimum: 5000, maximum: 5000 } }],
    [{ MIN_PAYOUT_CENTS: '1' }, { limits: { minimum: 1, maximum: 2_000_000 } }],
    [{}, { token: { secrets: [bytes(32)] } }],
    [{ JWT_SECRET: LETTERS }, { token: { secrets: [LETTERS] } }],
    [{ JWT_SECRET_PREVIOUS: bytes(33) }, { token: { secrets: [bytes(32), bytes(33)] } }],
    [{ JWT_ISSUER: 'i' }, { token: { secrets: [bytes(32)], issuer: 'i' } }],
    [{ JWT_AUDIENCE: 'a' }, { token: { secrets: [bytes(32)], audience: 'a' } }],
    [{ ZELLE_WEBHOOK_SECRETS: webhookSecret(24) }, { zelleSecrets: [webhookSecret(24)] }],
    [
      { ZELLE_WEBHOOK_SECRETS: ` ${webhookSecret(32)} , ${webhookSecret(24)},` },
      { zelleSecrets: [webhookSecret(32), webhookSecret(24)] },
    ],
    [
      { ALLOWED_ORIGINS: 'https://a.example, https://b.example' },
      { origins: ['https://a.example', 'https://b.example'] },
    ],
    [{ ALLOWED_ORIGINS: undefined }, { origins: [] }],
    [{ COMPANY_NAME: 'Commercive' }, { company: { name: 'Commercive', address: '' } }],
    [{ COMPANY_NAME: '' }, { company: { name: 'Affiliate Payouts', address: '' } }],
    [{ COMPANY_ADDRESS: '1 Road' }, { company: { name: 'Affiliate Payouts', address: '1 Road' } }],
  ])('with %j', (variables, expected) => {
    const settings = readSettings({ ...DEPLOYED, ...variables });
    for (const [name, value] of Object.entries(expected)) {
      expect(settings[name as keyof Settings]).toStrictEqual(value);
    }
  });

  it.each(['', undefined])('without PayPal and mail if they are not set: %j', (nothing) => {
    const settings = readSettings({ ...DEPLOYED, ...PAYPAL, PAYPAL_CLIENT_ID: nothing, MAIL_FROM: nothing });
    expect(settings).not.toHaveProperty('paypal');
    expect(settings).not.toHaveProperty('email');
  });

  it('with PayPal, which serves its certificates itself', () => {
    const paypal = {
      baseUrl: PAYPAL.PAYPAL_BASE_URL,
      clientId: 'id',
      clientSecret: 'secret',
      webhookId: 'webhook',
      postsPerMinute: 390,
      extraCertificateOrigins: [],
    };
    expect(readSettings({ ...DEPLOYED, ...PAYPAL }).paypal).toStrictEqual(paypal);
    const slow = readSettings({ ...DEPLOYED, ...PAYPAL, PAYPAL_POSTS_PER_MINUTE: '1' }).paypal;
    expect(slow).toStrictEqual({ ...paypal, postsPerMinute: 1 });
  });

  it.each<[Variables, object]>([
    [{}, {}],
    [{ SHADOW: 'false' }, {}],
    [{ SHADOW: 'true' }, { isShadow: true }],
    [{ DYNAMODB_ENDPOINT: SIMULATOR }, { endpoint: SIMULATOR }],
  ])('with its tables, and %j', (variables, facts) => {
    const names = Object.entries(TABLES).map(([key, { name }]) => [key, name]);
    const store = { tables: Object.fromEntries(names), ...facts };
    expect(readSettings({ ...DEPLOYED, ...variables }).store).toStrictEqual(store);
  });

  it.each([undefined, '', 'false', 'yes', 'TRUE'])('without a reference page if API_DOCS is %j', (API_DOCS) =>
    expect(readSettings({ ...DEPLOYED, API_DOCS })).not.toHaveProperty('reference'),
  );
});
