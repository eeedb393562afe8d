import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PARAMETERS } from '../../deploy/stages.ts';
import { refusalsOf } from './packaging.ts';

type Values = Record<string, string>;

const ssm = (name: string) => `{{resolve:ssm:/affiliate-payouts/dev/${name}}}`;
const MAIL = { mailFrom: 'payouts@pay.example.org' };
const PAYPAL = {
  paypalClientId: 'an-id',
  paypalClientSecret: ssm('paypal-client-secret'),
  paypalWebhookId: '1AB23456CD789012E',
};

describe('a stage', () => {
  it.each(['dev', 'prod', 'eu-2', 'staging'])('may be %s, with nothing given', (stage) =>
    expect(refusalsOf({}, { stage })).toStrictEqual([]),
  );

  it.each(['package', 'deploy'])('O1: is not deployed if it is local: %s', (command) =>
    expect(refusalsOf({}, { stage: 'local', commands: [command] })).toStrictEqual([
      'The stage local is never deployed: npm start runs it here. Name another, as with --stage dev.',
    ]),
  );

  it('O1: may be local where nothing is deployed, with a database of its own', () => {
    const order = { stage: 'local', commands: ['offline', 'start'] };
    expect(refusalsOf({}, order)).toStrictEqual([]);
    expect(refusalsOf({ dynamodbEndpoint: '' }, order)).toStrictEqual(['dynamodbEndpoint is not set.']);
  });

  it.each(['Prod', 'PROD', 'production', 'prod-eu', 'live'])(
    'is not %s, which would be like dev',
    (stage) => {
      const line = `The stage ${stage} would be like dev, and not like prod. Name it prod, or in another way.`;
      expect(refusalsOf({}, { stage, commands: ['deploy'] })).toStrictEqual([line]);
      expect(refusalsOf({}, { stage, commands: ['remove'] })).toStrictEqual([]);
    },
  );
});

describe('parameters', () => {
  it.each<Values>([
    PAYPAL,
    MAIL,
    { ...MAIL, mailIdentity: 'example.org', adminEmail: 'a@example.org', adminMail: 'daily' },
    {
      ...MAIL,
      mailIdentities: 'a@example.org, example.com',
      mailConfigurationSet: 'payouts_1',
      mailIdentitySet: 'x',
    },
    { functionUrl: 'true', apiConcurrency: '50', workerConcurrency: '2' },
    { logFormat: 'JSON', tracing: 'true', logRetentionDays: '3653', apiDocs: 'false', shadow: 'true' },
    { allowedOrigins: 'https://a.example,https://b.example:8443' },
    { jwtSecret: '{{resolve:secretsmanager:payouts:SecretString:jwt}}', jwtSecretPrevious: ssm('old') },
    { jwtSecret: '{{resolve:ssm:/affiliate-payouts/dev/jwt-secret:3}}' },
    { zelleWebhookSecrets: `${ssm('bank')},${ssm('bank-new')}` },
    { alarmEmail: 'on-call@example.com', payoutPage: '', tableDeletionProtection: 'false' },
  ])('fit: %j', (given) => expect(refusalsOf(given)).toStrictEqual([]));

  it.each<[string, Values, string]>([
    ['O2: the other name of the list', { origins: 'https://a.example' }, 'There is no parameter origins;'],
    [
      'O2: an origin that is none',
      { allowedOrigins: 'https://a.example,b' },
      'allowedOrigins has "b", which',
    ],
    [
      'O2: all pages there are',
      { allowedOrigins: '*' },
      'allowedOrigins has "*", which is not an https origin',
    ],
    ['O3: a name in other letters', { functionURL: 'true' }, 'There is no parameter functionURL;'],
    ['O3: a name of before', { payoutsTableExists: 'true' }, 'There is no parameter payoutsTableExists;'],
    ['O3: a sender with a name', { mailFrom: 'A <a@example.org>' }, 'mailFrom is not a bare e-mail address'],
    ['O3: a table without its stream', { payoutsTable: 'old' }, 'payoutsTable names a table that exists, so'],
    ...Object.keys(PAYPAL).map((name): [string, Values, string] => [
      `O3: PayPal without ${name}`,
      { ...PAYPAL, [name]: '' },
      `PayPal needs all of paypalClientId, paypalClientSecret, paypalWebhookId, or none of them. Missing: ${name}.`,
    ]),
    ['a switch', { functionUrl: 'yes' }, 'functionUrl is "yes", which is neither true nor false.'],
    ['a switch', { shadow: 'True' }, 'shadow is "True", which is neither true nor false.'],
    ['a switch', { apiDocs: '1' }, 'apiDocs is "1", which is neither'],
    ['a switch', { tracing: 'Active' }, 'tracing is "Active", which is neither'],
    ['a switch', { tableDeletionProtection: 'no' }, 'tableDeletionProtection is "no", which is neither'],
    [
      'a word',
      { tableDeletionPolicy: 'Keep' },
      'tableDeletionPolicy is "Keep", which is none of Delete, Retain',
    ],
    ['a word', { logFormat: 'json' }, 'logFormat is "json", which is none of Text, JSON.'],
    ['a word', { ...MAIL, adminMail: 'weekly' }, 'adminMail is not one of each, daily, none.'],
    ['days', { logRetentionDays: '31' }, 'logRetentionDays is "31", which is none of the numbers of days'],
    ['an amount', { minPayoutCents: '10.50' }, 'minPayoutCents is not a whole number of cents.'],
    ['amounts', { minPayoutCents: '3000000' }, 'minPayoutCents is above maxPayoutCents.'],
    ['a count', { workerConcurrency: '0' }, 'workerConcurrency is "0", which is no number from 1 to 9999.'],
    ['a count of what is not there', { apiConcurrency: '5' }, 'apiConcurrency is for the one function of'],
    ['an address', { alarmEmail: 'on-call' }, 'alarmEmail is "on-call", which is no e-mail address.'],
    ['an address', { alarmEmail: 'On <on@example.com>' }, 'alarmEmail is "On <on@example.com>", which is no'],
    ['an address', { ...MAIL, adminEmail: 'Ada' }, 'adminEmail is not a bare e-mail address'],
    [
      'a mail without a sender',
      { adminEmail: 'a@example.org' },
      'adminEmail is for mails, which need a sender',
    ],
    ['a set without a sender', { mailIdentitySet: 'x' }, 'mailIdentitySet is for mails, which need'],
    ['a set', { ...MAIL, mailConfigurationSet: 'a b' }, 'mailConfigurationSet is "a b", which is no name'],
    [
      'identities',
      { ...MAIL, mailIdentities: 'a@b.org;c' },
      'mailIdentities is "a@b.org;c", which is no list',
    ],
    [
      'an identity',
      { ...MAIL, mailIdentity: 'example' },
      'mailIdentity is "example", which is no address and',
    ],
    [
      'the domain of another',
      { ...MAIL, mailIdentity: 'ample.org' },
      'mailIdentity is "ample.org", and does not',
    ],
    [
      'another address',
      { ...MAIL, mailIdentity: 'a@example.org' },
      'mailIdentity is "a@example.org", and does',
    ],
    [
      'a secret in the open',
      { jwtSecret: 'hJ2bX5m2nq0rU0s1hWJ5o3YwF0aFz0yq' },
      'jwtSecret would be in the template',
    ],
    [
      'half a secret',
      { zelleWebhookSecrets: `${ssm('a')},whsec_x` },
      'zelleWebhookSecrets would be in the templ',
    ],
    [
      'a reference that Lambda has not',
      { jwtSecret: '{{resolve:ssm-secure:/x}}' },
      'jwtSecret is no reference that',
    ],
    ['half a reference', { jwtSecret: '{{resolve:ssm:/x}' }, 'jwtSecret is no reference that works here'],
    ['a page', { embedOrigin: 'https://a.example/' }, 'embedOrigin is not an https origin'],
    ['a page', { ...MAIL, payoutPage: 'https://a.example' }, 'payoutPage is not an https address'],
    ['PayPal in the open', { ...PAYPAL, paypalBaseUrl: 'http://a.example' }, 'paypalBaseUrl must begin with'],
    ['what is for local', { demoTokens: 'user-ada=x' }, 'demoTokens is for the stage local only.'],
  ])('do not fit: %s %j', (_, given, line) =>
    expect(refusalsOf(given)).toStrictEqual([expect.stringContaining(line)]),
  );

  it('are named all at once, each in one line', () => {
    const given = {
      minPayoutCents: 'x',
      customDomain: 'a.example',
      allowedOrigins: 'x',
      paypalClientId: 'x',
    };
    expect(refusalsOf(given).map((line) => line.split(' ')[0])).toStrictEqual([
      'customDomain',
      'PayPal',
      'minPayoutCents',
      'allowedOrigins',
    ]);
  });

  it('about a stream fit the region that is named; an embedded database is in none', () => {
    const payoutsStreamArn =
      'arn:aws:dynamodb:eu-west-1:123456789012:table/old/stream/2026-11-26T10:00:00.000';
    const given = { payoutsTable: 'old', payoutsStreamArn };
    expect(refusalsOf(given)).toStrictEqual([
      'payoutsStreamArn is in eu-west-1, and the stage is deployed to us-east-1.',
    ]);
    expect(refusalsOf(given, { region: 'eu-west-1' })).toStrictEqual([]);
    expect(refusalsOf(given, { stage: 'local', commands: ['offline'] })).toStrictEqual([]);
  });

  it('are all in docs/deploy.md, and no others', () => {
    const cells = readFileSync('docs/deploy.md', 'utf8').match(/^\| `[^|]+/gm) ?? [];
    const named = cells.flatMap((cell) => Array.from(cell.matchAll(/`(\w+)`/g), ([, name]) => name));
    expect(named.sort()).toStrictEqual([...PARAMETERS].sort());
  });
});
