import { describe, expect, it } from 'vitest';
import { faultsOfSettings, readSettings } from '../../libs/runtime/settings.ts';
import { ENVIRONMENT } from '../../testing/world.ts';

const SECRET = 'a-secret-of-the-tests-with-32-bytes-or-more';
const PREVIOUS = 'the-secret-before-it-with-32-bytes-or-more';

describe('a stage that does not start', () => {
  const PROD = { STAGE: 'prod', JWT_SECRET: SECRET };

  it.each<[string, Record<string, string | undefined>, string]>([
    [
      'O3: with PayPal and no secret',
      { ...PROD, PAYPAL_BASE_URL: 'https://api-m.paypal.com', PAYPAL_CLIENT_ID: 'id' },
      'PAYPAL_CLIENT_SECRET is not set.',
    ],
    ...[
      '*',
      'https://a.example/',
      'http://a.example',
      'a.example',
      'https://a.example https://b.example',
    ].map((origin): [string, Record<string, string>, string] => [
      `as prod with pages from ${origin}`,
      { ...PROD, ALLOWED_ORIGINS: `https://good.example,${origin}` },
      `ALLOWED_ORIGINS has ${JSON.stringify(origin)}, which is not an https origin`,
    ]),
    ...['A <a@example.org>', 'example.org', 'a@example', 'a@127.0.0.1', 'a@example.org,b@example.org'].map(
      (MAIL_FROM): [string, Record<string, string>, string] => [
        `O3: with mails from ${MAIL_FROM}`,
        { ...PROD, MAIL_FROM },
        'MAIL_FROM is not a bare e-mail address, such as payouts@example.com.',
      ],
    ),
    [
      'with an admin without an address',
      { ...PROD, MAIL_FROM: 'payouts@example.com', ADMIN_EMAIL: 'Ada' },
      'ADMIN_EMAIL is not a bare e-mail address',
    ],
  ])('%s', (_, env, message) => {
    expect(() => readSettings({ ...ENVIRONMENT, ...env })).toThrow(message);
    const faults = faultsOfSettings({ DYNAMODB_ENDPOINT: '-', ...ENVIRONMENT, ...env });
    expect(faults).toStrictEqual([expect.stringContaining(message)]);
  });

  it('has several faults, and packaging says each', () => {
    const env = { ...ENVIRONMENT, ...PROD, MAIL_FROM: 'me', MIN_PAYOUT_CENTS: '-1', EMBED_ORIGIN: 'x' };
    const names = faultsOfSettings(env).map((line) => line.split(' ')[0]);
    expect(names.sort()).toStrictEqual(['EMBED_ORIGIN', 'MAIL_FROM', 'MIN_PAYOUT_CENTS']);
  });

  const NOT_A_PAGE = 'is not an https address with {payout_id} in it';
  it.each([
    'https://affiliates.example.com/payouts',
    'https://affiliates.example.com/payouts/{id}',
    'https://affiliates.example.com/{payout_id}/{payout_id}',
    'https://{payout_id}.example.com/payouts',
    'https://affiliates.example.com{payout_id}',
    'https://affiliates.example.com/payouts/{payout_id} ',
    'https://affiliates.example.com/"onclick="x/{payout_id}',
    'http://affiliates.example.com/payouts/{payout_id}',
    'http://localhost.example.com/payouts/{payout_id}',
    'http://localhost@example.com/payouts/{payout_id}',
    'https://user:word@example.com/payouts/{payout_id}',
    'affiliates.example.com/payouts/{payout_id}',
    'javascript:alert({payout_id})',
  ])('with a page for payouts at %s', (page) => {
    for (const name of ['PAYOUT_PAGE_URL', 'ADMIN_PAYOUT_PAGE_URL']) {
      const env = { ...ENVIRONMENT, DYNAMODB_ENDPOINT: '-', MAIL_FROM: 'payouts@example.com', [name]: page };
      expect(() => readSettings(env)).toThrow(`${name} ${NOT_A_PAGE}`);
    }
  });

  it('starts with what it needs, and tries the current secret before the previous one', () => {
    const secrets = { JWT_SECRET: SECRET, JWT_SECRET_PREVIOUS: PREVIOUS };
    const env = { ...ENVIRONMENT, STAGE: 'prod', ...secrets, JWT_ISSUER: 'i', JWT_AUDIENCE: 'a' };
    const token = { secrets: [SECRET, PREVIOUS], issuer: 'i', audience: 'a' };
    expect(readSettings(env).token).toStrictEqual(token);
  });
});

describe('what a stage has beside', () => {
  it('is mail, and where SES says what became of it', () => {
    const [from, adminEmail] = ['Payouts@Example.COM', 'Admin@Example.COM'];
    const ses = { MAIL_CONFIGURATION_SET: 'payouts', SES_ENDPOINT: 'http://ses' };
    const variables = { MAIL_FROM: from, ADMIN_EMAIL: adminEmail, ...ses };
    const { email } = readSettings({ ...ENVIRONMENT, DYNAMODB_ENDPOINT: '-', ...variables });
    expect(email).toStrictEqual({ from, adminEmail, configurationSet: 'payouts', endpoint: 'http://ses' });
  });

  it('is a reference page, which offers its demo users', () => {
    const variables = { API_DOCS: 'true', DEMO_TOKENS: 'user-ada=a.b.c, user-bob=d.e.f' };
    const { reference } = readSettings({ ...ENVIRONMENT, DYNAMODB_ENDPOINT: '-', ...variables });
    const callers = [
      { name: 'user-ada', token: 'a.b.c' },
      { name: 'user-bob', token: 'd.e.f' },
    ];
    expect(reference).toStrictEqual({ callers });
  });
});

describe('what the admin hears of', () => {
  const read = (ADMIN_MAIL?: string) => {
    const mail = { MAIL_FROM: 'payouts@example.com', ADMIN_EMAIL: 'admin@example.com', ADMIN_MAIL };
    return readSettings({ ...ENVIRONMENT, DYNAMODB_ENDPOINT: '-', ...mail }).email;
  };

  it.each(['each', 'daily', 'none'])('may be %s', (adminMail) =>
    expect(read(adminMail)).toMatchObject({ adminMail }),
  );

  it('is each if nothing is set', () => {
    for (const nothing of [undefined, '']) expect(read(nothing)).not.toHaveProperty('adminMail');
  });

  it.each(['Daily', 'weekly', 'each,daily'])('may not be %s', (value) =>
    expect(() => read(value)).toThrow('ADMIN_MAIL is not one of each, daily, none.'),
  );
});

describe('whether letters tell of changes that others made', () => {
  const read = (MAIL_CHANGES_OF_OTHERS?: string) => {
    const mail = { MAIL_FROM: 'payouts@example.com', MAIL_CHANGES_OF_OTHERS };
    return readSettings({ ...ENVIRONMENT, DYNAMODB_ENDPOINT: '-', ...mail }).email?.tellsOfOthers;
  };

  it.each([undefined, '', 'false'])('they do not if it is %j', (value) =>
    expect(read(value)).toBeUndefined(),
  );
  it('they do if it is true', () => expect(read('true')).toBe(true));
  it.each(['yes', 'True'])('it may not be %s', (value) =>
    expect(() => read(value)).toThrow('MAIL_CHANGES_OF_OTHERS is not one of true, false.'),
  );
});

describe('the pages that letters lead to', () => {
  const read = (PAYOUT_PAGE_URL: string, ADMIN_PAYOUT_PAGE_URL: string) => {
    const mail = { MAIL_FROM: 'payouts@example.com', PAYOUT_PAGE_URL, ADMIN_PAYOUT_PAGE_URL };
    return readSettings({ ...ENVIRONMENT, DYNAMODB_ENDPOINT: '-', ...mail }).email;
  };

  it.each([
    [
      'https://affiliates.example.com/payouts/{payout_id}',
      'https://affiliates.example.com/?admin&id={payout_id}',
    ],
    ['http://localhost:3000/dashboard/#/payouts/{payout_id}', 'http://127.0.0.1/{payout_id}/see'],
  ])('may be %s and %s', (payoutPage, adminPayoutPage) => {
    const from = 'payouts@example.com';
    expect(read(payoutPage, adminPayoutPage)).toStrictEqual({ from, payoutPage, adminPayoutPage });
  });

  it('are none unless they are set', () => {
    expect(read('', '')).toStrictEqual({ from: 'payouts@example.com' });
  });
});
