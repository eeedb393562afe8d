import { LOCAL_JWT_SECRET, LOCAL_ZELLE_SECRET } from '../libs/runtime/settings.ts';
import { givenTables } from './tables.ts';

/** The simulator that `npm start` runs, by the name that it gives itself in certificate addresses. */
const LOCAL_PAYPAL = 'http://127.0.0.1:${env:PAYPAL_PORT, 8006}';

/** The two pages, as `npm start` serves them. */
const LOCAL_DASHBOARD = 'http://localhost:${env:PORT, 3000}/dashboard';

/** What a stage may set; each can also be given on the command line, as `--param name=value`. */
const everyStage = {
  minPayoutCents: 1000,
  maxPayoutCents: 2_000_000,
  logRetentionDays: 30,
  functionUrl: false,
  // True: every read answers, and nothing is written, sent or mailed.
  shadow: false,
  // Who is called when something is wrong. Left empty, the alarms only show.
  alarmEmail: '',
  // How many calls may run at once: of the one function, and of each worker. Left empty, there is no limit.
  apiConcurrency: '',
  workerConcurrency: '',
  // How Lambda writes what it says of calls itself: 'Text' or 'JSON'. Our lines are JSON either way.
  logFormat: 'Text',
  // True: X-Ray traces the functions.
  tracing: false,
  // A domain in front of the HTTP API, and the certificate of ACM for it, in the same region.
  customDomain: '',
  certificateArn: '',
  // The API's description and its reference page, for everybody.
  apiDocs: true,
  // The one origin whose pages may embed the dashboard, such as https://affiliates.example.com.
  embedOrigin: '',
  // Tokens of the demo users, for the reference page of the stage `local`.
  demoTokens: '',
  tableSuffix: '-${sls:stage}',
  tableDeletionPolicy: 'Delete',
  tableDeletionProtection: false,
  // CloudFormation reads it from SSM at deployment: no secret is ever in the template.
  jwtSecret: '{{resolve:ssm:/affiliate-payouts/${sls:stage}/jwt-secret}}',
  jwtSecretPrevious: '',
  jwtIssuer: '',
  jwtAudience: '',
  dynamodbEndpoint: '',
  // Left empty, PayPal payouts are paid by hand; the secrets are named as references to SSM, as above.
  paypalBaseUrl: 'https://api-m.sandbox.paypal.com',
  paypalClientId: '',
  paypalClientSecret: '',
  paypalWebhookId: '',
  paypalPostsPerMinute: 390,
  paypalExtraCertificateOrigins: '',
  zelleWebhookSecrets: '',
  companyName: 'Affiliate Payouts',
  companyAddress: '',
  // Left empty, no mail is sent. The address must be verified with SES.
  mailFrom: '',
  // What SES has verified: this address or, if the whole domain is verified, the domain.
  mailIdentity: '${param:mailFrom}',
  // Others that may be asked for: those of receivers, while the account is in SES's sandbox.
  mailIdentities: '',
  // A configuration set that is attached to the identity: SES may ask for leave to use that as well.
  mailIdentitySet: '',
  // By this set of SES's, which the stack makes, it is told which letters came back.
  mailConfigurationSet: 'affiliate-payouts-${sls:stage}',
  adminEmail: '',
  // What the admin hears of: 'each' request, all of a day in one letter ('daily'), or 'none'.
  adminMail: 'each',
  // Whether letters tell of what another service did with a payout. The old service tells of it itself.
  mailChangesOfOthers: false,
  // The pages that letters lead to, with {payout_id} for a payout's id.
  payoutPage: '',
  adminPayoutPage: '',
  sesEndpoint: '',
  // The pages that may call the API, separated by commas: API Gateway and the functions read the same list.
  allowedOrigins: 'http://localhost:5173',
};

/** The parameters of each stage. A stage that is not named here is like `dev`. */
export const STAGES = {
  default: everyStage,
  local: {
    allowedOrigins: '*',
    tableSuffix: '',
    shadow: "${env:SHADOW, 'false'}",
    jwtSecret: `\${env:JWT_SECRET, '${LOCAL_JWT_SECRET}'}`,
    jwtSecretPrevious: "${env:JWT_SECRET_PREVIOUS, ''}",
    jwtIssuer: "${env:JWT_ISSUER, ''}",
    jwtAudience: "${env:JWT_AUDIENCE, ''}",
    minPayoutCents: '${env:MIN_PAYOUT_CENTS, 1000}',
    maxPayoutCents: '${env:MAX_PAYOUT_CENTS, 2000000}',
    paypalBaseUrl: LOCAL_PAYPAL,
    paypalClientId: "${env:PAYPAL_CLIENT_ID, 'local-client'}",
    paypalClientSecret: 'local-secret',
    paypalWebhookId: 'LOCAL-WEBHOOK-ID',
    paypalExtraCertificateOrigins: LOCAL_PAYPAL,
    companyName: "${env:COMPANY_NAME, 'Affiliate Payouts'}",
    companyAddress: "${env:COMPANY_ADDRESS, ''}",
    mailConfigurationSet: '',
    mailFrom: "${env:MAIL_FROM, 'payouts@example.com'}",
    adminEmail: "${env:ADMIN_EMAIL, 'admin@example.com'}",
    adminMail: "${env:ADMIN_MAIL, 'each'}",
    payoutPage: `${LOCAL_DASHBOARD}/#/payouts/{payout_id}`,
    adminPayoutPage: `${LOCAL_DASHBOARD}/admin/#/payouts/{payout_id}`,
    embedOrigin: "${env:EMBED_ORIGIN, ''}",
    sesEndpoint: 'http://localhost:${env:MAIL_PORT, 8005}',
    zelleWebhookSecrets: `\${env:ZELLE_WEBHOOK_SECRETS, '${LOCAL_ZELLE_SECRET}'}`,
    demoTokens: "${env:DEMO_TOKENS, ''}",
    dynamodbEndpoint: "${env:DYNAMODB_ENDPOINT, 'http://127.0.0.1:${env:DYNAMODB_PORT, 8000}'}",
  },
  prod: {
    allowedOrigins: 'https://affiliates.example.com',
    logRetentionDays: 365,
    apiDocs: false,
    tableSuffix: '',
    // Kept, whatever becomes of the stack, but for a table whose very making is rolled back.
    tableDeletionPolicy: 'RetainExceptOnCreate',
    tableDeletionProtection: true,
    paypalBaseUrl: 'https://api-m.paypal.com',
  },
};

/** All parameters that there are. */
export const PARAMETERS = [...Object.keys(everyStage), ...Object.keys(givenTables)];
