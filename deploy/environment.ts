import { tableName } from './tables.ts';

/** What the functions read, once, in `libs/runtime/settings.ts`. An empty value counts as none. */
export const environment = {
  STAGE: '${sls:stage}',
  AFFILIATES_TABLE: tableName('affiliates'),
  PAYOUTS_TABLE: tableName('payouts'),
  BALANCES_TABLE: tableName('balances'),
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
  PAYPAL_EXTRA_CERTIFICATE_ORIGINS: '${param:paypalExtraCertificateOrigins}',
  COMPANY_NAME: '${param:companyName}',
  COMPANY_ADDRESS: '${param:companyAddress}',
  MAIL_FROM: '${param:mailFrom}',
  ADMIN_EMAIL: '${param:adminEmail}',
  PUBLIC_URL: '${param:publicUrl}',
  SES_ENDPOINT: '${param:sesEndpoint}',
  ZELLE_WEBHOOK_SECRETS: '${param:zelleWebhookSecrets}',
};
