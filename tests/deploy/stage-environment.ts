import { TABLES } from '../../libs/store/engine/tables.ts';

/** What nobody has set in a package without parameters: there is no partner and no sender. */
const NOT_SET = [
  'ADMIN_EMAIL',
  'ADMIN_PAYOUT_PAGE_URL',
  'COMPANY_ADDRESS',
  'DYNAMODB_ENDPOINT',
  'JWT_AUDIENCE',
  'JWT_ISSUER',
  'JWT_SECRET_PREVIOUS',
  'MAIL_FROM',
  'PAYOUT_PAGE_URL',
  'PAYPAL_CLIENT_ID',
  'PAYPAL_CLIENT_SECRET',
  'PAYPAL_EXTRA_CERTIFICATE_ORIGINS',
  'PAYPAL_WEBHOOK_ID',
  'SES_ENDPOINT',
  'ZELLE_WEBHOOK_SECRETS',
];

/** What stages have differently. Only `prod` moves money. */
const BY_STAGE = {
  dev: {
    ALLOWED_ORIGINS: 'http://localhost:5173',
    PAYPAL_BASE_URL: 'https://api-m.sandbox.paypal.com',
  },
  prod: {
    ALLOWED_ORIGINS: 'https://affiliates.example.com',
    PAYPAL_BASE_URL: 'https://api-m.paypal.com',
  },
};

/** The environment that every function of a stage has if no parameter is given. */
export function environmentOfStage(stage: 'dev' | 'prod'): Record<string, string> {
  const suffix = stage === 'prod' ? '' : `-${stage}`;
  const tables = Object.entries(TABLES).map(([key, { name }]) => [
    `${key.toUpperCase()}_TABLE`,
    name + suffix,
  ]);
  return {
    ...Object.fromEntries([...tables, ...NOT_SET.map((name) => [name, ''])]),
    ...BY_STAGE[stage],
    STAGE: stage,
    SHADOW: 'false',
    JWT_SECRET: `{{resolve:ssm:/affiliate-payouts/${stage}/jwt-secret}}`,
    MIN_PAYOUT_CENTS: '1000',
    MAX_PAYOUT_CENTS: '2000000',
    PAYPAL_POSTS_PER_MINUTE: '390',
    COMPANY_NAME: 'Affiliate Payouts',
    ADMIN_MAIL: 'each',
    MAIL_CHANGES_OF_OTHERS: 'false',
  };
}
