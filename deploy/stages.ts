import { LOCAL_JWT_SECRET } from '../libs/settings.ts';

/** What a stage may set; each can also be given on the command line, as `--param name=value`. */
const everyStage = {
  minPayoutCents: 1000,
  maxPayoutCents: 2_000_000,
  logRetentionDays: 30,
  functionUrl: false,
  tableSuffix: '-${sls:stage}',
  tableDeletionPolicy: 'Delete',
  tableDeletionProtection: false,
  affiliatesTableExists: 'false',
  payoutsTableExists: 'false',
  balancesTableExists: 'false',
  // CloudFormation reads it from SSM at deployment: no secret is ever in the template.
  jwtSecret: '{{resolve:ssm:/affiliate-payouts/${sls:stage}/jwt-secret}}',
  jwtSecretPrevious: '',
  jwtIssuer: '',
  jwtAudience: '',
  dynamodbEndpoint: '',
  ...allowedOrigins('http://localhost:5173'),
};

/** The parameters of each stage. A stage that is not named here is like `dev`. */
export const STAGES = {
  default: everyStage,
  local: {
    allowedOrigins: '*',
    // serverless-offline blanks the chain's header for callers without an Origin where this is '*'.
    origins: ['http://*', 'https://*'],
    tableSuffix: '',
    jwtSecret: `\${env:JWT_SECRET, '${LOCAL_JWT_SECRET}'}`,
    jwtSecretPrevious: "${env:JWT_SECRET_PREVIOUS, ''}",
    jwtIssuer: "${env:JWT_ISSUER, ''}",
    jwtAudience: "${env:JWT_AUDIENCE, ''}",
    minPayoutCents: '${env:MIN_PAYOUT_CENTS, 1000}',
    maxPayoutCents: '${env:MAX_PAYOUT_CENTS, 2000000}',
    dynamodbEndpoint: "${env:DYNAMODB_ENDPOINT, 'http://127.0.0.1:${env:DYNAMODB_PORT, 8000}'}",
  },
  prod: {
    ...allowedOrigins('https://affiliates.example.com'),
    logRetentionDays: 365,
    tableSuffix: '',
    tableDeletionPolicy: 'Retain',
    tableDeletionProtection: true,
  },
};

/** One list, in the two forms that API Gateway and the functions take. */
function allowedOrigins(...origins: string[]) {
  return { origins, allowedOrigins: origins.join(',') };
}
