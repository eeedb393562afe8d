import { describe, expect, it } from 'vitest';
import { environment } from '../../deploy/environment.ts';
import { STAGES } from '../../deploy/stages.ts';
import { tableName } from '../../deploy/tables.ts';
import { readSettings } from '../../libs/runtime/settings.ts';
import { TABLES, type TableKey } from '../../libs/store/engine/tables.ts';
import { FUNCTIONS } from '../../testing/roles/grants.ts';

/** Those that are not named like the parameter that they have. */
const NAMED_OTHERWISE: Record<string, string> = {
  STAGE: `\${sls:stage}`,
  PAYOUT_PAGE_URL: `\${param:payoutPage}`,
  ADMIN_PAYOUT_PAGE_URL: `\${param:adminPayoutPage}`,
  ...Object.fromEntries(
    (Object.keys(TABLES) as TableKey[]).map((key) => [`${key.toUpperCase()}_TABLE`, tableName(key)]),
  ),
};

const parameterOf = (name: string) => {
  const camelCase = name.toLowerCase().replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
  return NAMED_OTHERWISE[name] ?? `\${param:${camelCase}}`;
};

/** The variables of each function, with their values as `serverless.ts` has them. */
const OF_FUNCTIONS = Object.entries(FUNCTIONS).map(([name, deployed]) => ({
  name,
  variables: { ...environment, ...deployed.environment },
}));

/** A value of its own for each variable, so that no two can be taken for each other. */
const VALUES = {
  STAGE: 'local',
  SHADOW: 'true',
  AFFILIATES_TABLE: 'the-affiliates',
  PAYOUTS_TABLE: 'the-payouts',
  BALANCES_TABLE: 'the-balances',
  DIGESTS_TABLE: 'the-digests',
  RUNS_TABLE: 'the-runs',
  DYNAMODB_ENDPOINT: 'http://dynamodb.test',
  JWT_SECRET: 'the-secret-of-this-test-with-32-bytes',
  JWT_SECRET_PREVIOUS: 'the-previous-secret-of-this-test-with-32-bytes',
  JWT_ISSUER: 'the-issuer',
  JWT_AUDIENCE: 'the-audience',
  MIN_PAYOUT_CENTS: '11',
  MAX_PAYOUT_CENTS: '22',
  ALLOWED_ORIGINS: 'https://one.test,https://other.test',
  PAYPAL_BASE_URL: 'http://paypal.test',
  PAYPAL_CLIENT_ID: 'the-client',
  PAYPAL_CLIENT_SECRET: 'the-client-secret',
  PAYPAL_WEBHOOK_ID: 'the-webhook',
  PAYPAL_POSTS_PER_MINUTE: '33',
  PAYPAL_EXTRA_CERTIFICATE_ORIGINS: 'http://certificates.test',
  COMPANY_NAME: 'The Company',
  COMPANY_ADDRESS: 'Its Address',
  MAIL_FROM: 'from@mail.test',
  ADMIN_EMAIL: 'admin@mail.test',
  ADMIN_MAIL: 'daily',
  MAIL_CHANGES_OF_OTHERS: 'true',
  PAYOUT_PAGE_URL: 'https://page.test/{payout_id}',
  ADMIN_PAYOUT_PAGE_URL: 'https://page.test/admin/{payout_id}',
  SES_ENDPOINT: 'http://ses.test',
  ZELLE_WEBHOOK_SECRETS: 'whsec_dGhlLXNlY3JldC1vZi10aGUtYmFuay1wYXJ0bmVyLXRlc3Q=',
  API_DOCS: 'true',
  DEMO_TOKENS: 'user-ada=the-token',
  EMBED_ORIGIN: 'https://host.test',
};

describe('the environment', () => {
  it('has each variable from the parameter of its name, in every function', () => {
    const wrong = OF_FUNCTIONS.flatMap(({ name, variables }) =>
      Object.entries(variables)
        .filter(([variable, value]) => value !== parameterOf(variable))
        .map(([variable, value]) => `${name} has ${variable}: ${value}`),
    );
    expect(wrong).toStrictEqual([]);
  });

  it('is read into the settings, each variable into its own', () => {
    expect(readSettings(VALUES)).toStrictEqual({
      token: {
        secrets: [VALUES.JWT_SECRET, VALUES.JWT_SECRET_PREVIOUS],
        issuer: 'the-issuer',
        audience: 'the-audience',
      },
      store: {
        tables: {
          affiliates: 'the-affiliates',
          payouts: 'the-payouts',
          balances: 'the-balances',
          digests: 'the-digests',
          runs: 'the-runs',
        },
        endpoint: 'http://dynamodb.test',
        isShadow: true,
      },
      limits: { minimum: 11, maximum: 22 },
      origins: ['https://one.test', 'https://other.test'],
      paypal: {
        baseUrl: 'http://paypal.test',
        clientId: 'the-client',
        clientSecret: 'the-client-secret',
        webhookId: 'the-webhook',
        postsPerMinute: 33,
        extraCertificateOrigins: ['http://certificates.test'],
      },
      company: { name: 'The Company', address: 'Its Address' },
      email: {
        from: 'from@mail.test',
        adminEmail: 'admin@mail.test',
        adminMail: 'daily',
        tellsOfOthers: true,
        payoutPage: 'https://page.test/{payout_id}',
        adminPayoutPage: 'https://page.test/admin/{payout_id}',
        endpoint: 'http://ses.test',
      },
      zelleSecrets: [VALUES.ZELLE_WEBHOOK_SECRETS],
      reference: { callers: [{ name: 'user-ada', token: 'the-token' }] },
      dashboard: { embedOrigin: 'https://host.test', isDemo: true },
    });
  });

  it('has what the settings read, and nothing else', () => {
    const read = new Set<string>();
    const spied = new Proxy(VALUES, {
      get: (values, name) => {
        read.add(String(name));
        return Reflect.get(values, name);
      },
    });
    readSettings(spied);
    const set = OF_FUNCTIONS.flatMap(({ variables }) => Object.keys(variables));
    expect([...new Set(set)].sort()).toStrictEqual([...read].sort());
  });

  it.each([
    ['API_DOCS', ['docs', 'router']],
    ['DEMO_TOKENS', ['docs', 'router']],
    ['EMBED_ORIGIN', ['dashboard', 'router']],
  ])('of the pages has %s, and no other function has', (variable, pages) => {
    const having = OF_FUNCTIONS.filter(({ variables }) => variable in variables);
    expect(having.map(({ name }) => name).sort()).toStrictEqual(pages);
  });
});

describe('a stage', () => {
  it('pays real money only if it is prod', () => {
    expect(STAGES.prod.paypalBaseUrl).toBe('https://api-m.paypal.com');
    expect(STAGES.default.paypalBaseUrl).toBe('https://api-m.sandbox.paypal.com');
  });

  it('that is local reaches nothing but this machine', () => {
    const { paypalBaseUrl, dynamodbEndpoint, sesEndpoint } = STAGES.local;
    for (const address of [paypalBaseUrl, dynamodbEndpoint, sesEndpoint]) {
      expect(address).toMatch(/^(?:\$\{env:DYNAMODB_ENDPOINT, ')?http:\/\/(?:127\.0\.0\.1|localhost):/);
    }
  });
});
