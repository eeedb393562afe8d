import { tableName } from './tables.ts';

/** What the functions read, once, in `libs/runtime/settings.ts`. An empty value counts as none. */
export const environment = {
  STAGE: '${sls:stage}',
  SHADOW: '${param:shadow}',
  AFFILIATES_TABLE: tableName('affiliates'),
  PAYOUTS_TABLE: tableName('payouts'),
  BALANCES_TABLE: tableName('balances'),
  DIGESTS_TABLE: tableName('digests'),
  RUNS_TABLE: tableName('runs'),
  DYNAMODB_ENDPOINT: '${param:dynamodbEndpoint}',
  JWT_SECRET: '${param:jwtSecret}',
  JWT_SECRET_PREVIOUS: '${param:jwtSecretPrevious}',
  JWT_ISSUER: '${param:jwtIssuer}',
  JWT_AUDIENCE: '${param:jwtAudience}',
  MIN_PAYOUT_CENTS: '${param:minPayoutCents}',
  MAX_PAYOUT_CENTS: '${param:maxPayoutCents}',
  ALLOWED_ORIGINS: '${param:allowedOrigins}',
  PAYPAL_BASE_URL: '${param:paypalBaseUrl}',
  PAYPAL_CLIENT_ID: '${param:paypalClientId}',
  PAYPAL_CLIENT_SECRET: '${param:paypalClientSecret}',
  PAYPAL_WEBHOOK_ID: '${param:paypalWebhookId}',
  PAYPAL_POSTS_PER_MINUTE: '${param:paypalPostsPerMinute}',
  PAYPAL_EXTRA_CERTIFICATE_ORIGINS: '${param:paypalExtraCertificateOrigins}',
  COMPANY_NAME: '${param:companyName}',
  COMPANY_ADDRESS: '${param:companyAddress}',
  MAIL_FROM: '${param:mailFrom}',
  MAIL_CONFIGURATION_SET: '${param:mailConfigurationSet}',
  ADMIN_EMAIL: '${param:adminEmail}',
  ADMIN_MAIL: '${param:adminMail}',
  MAIL_CHANGES_OF_OTHERS: '${param:mailChangesOfOthers}',
  PAYOUT_PAGE_URL: '${param:payoutPage}',
  ADMIN_PAYOUT_PAGE_URL: '${param:adminPayoutPage}',
  SES_ENDPOINT: '${param:sesEndpoint}',
  ZELLE_WEBHOOK_SECRETS: '${param:zelleWebhookSecrets}',
};

/** What the pages' functions read besides, and the one for every route. */
export const pagesEnvironment = {
  API_DOCS: '${param:apiDocs}',
  DEMO_TOKENS: '${param:demoTokens}',
  EMBED_ORIGIN: '${param:embedOrigin}',
};
