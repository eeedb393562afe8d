import type { AWS } from '@serverless/typescript';
import { alarmEmail, alarmTopic, watching } from './deploy/alarms.ts';
import { bookkeeping } from './deploy/bookkeeping.ts';
import { bundling } from './deploy/bundling.ts';
import { domainOfApi, givenDomain } from './deploy/domain.ts';
import { environment, pagesEnvironment } from './deploy/environment.ts';
import { accessLog, httpApi, throttling } from './deploy/http-api.ts';
import { localPlugins } from './deploy/local.ts';
import { mailEventResources, mailEvents } from './deploy/mail-events.ts';
import {
  mayBatchGet,
  mayCheck,
  mayGet,
  mayLeaveDeadLetters,
  mayQuery,
  mayReadPayouts,
  maySendMail,
  mayTrace,
  mayTransact,
} from './deploy/permissions.ts';
import { scheduled, shadow } from './deploy/shadow.ts';
import { PARAMETERS, STAGES } from './deploy/stages.ts';
import { payoutsStream } from './deploy/streams.ts';
import { givenTables, replacePolicies, tableConditions, tableNames, tableResource } from './deploy/tables.ts';
import type { RouteName } from './functions/routes.ts';
import { readRoutes } from './schemas/build/endpoints.ts';

/** Who the caller is, by the user id of the token. */
const findAffiliate = mayQuery('affiliates', 'user-affiliate-index');
const readPayoutsByStatus = mayQuery('payouts', 'affiliate-status-payouts-index');

const reserveForAccount = [
  mayReadPayouts,
  mayGet('affiliates'),
  mayGet('payouts'),
  mayGet('balances'),
  mayCheck('affiliates'),
  mayTransact('payouts', 'Put', 'Update'),
  mayTransact('balances', 'Put', 'Update'),
];
const reserve = [findAffiliate, ...reserveForAccount];
/** Moving payouts that are at hand; one that no row counts is counted first. */
const movePayouts = [
  mayReadPayouts,
  mayTransact('payouts', 'Update'),
  mayTransact('balances', 'Put', 'Update'),
];
const takeSteps = [mayGet('payouts'), ...movePayouts];

/** What a list of all affiliates' payouts is read from, by every filter. */
const findPayouts = [
  mayReadPayouts,
  readPayoutsByStatus,
  ...['status', 'email', 'transaction', 'receipt', 'ended'].map((by) =>
    mayQuery('payouts', `${by}-payouts-index`),
  ),
  mayBatchGet('payouts'),
  mayGet('balances'),
];

/** Who else was paid at an address. */
const findShared = mayQuery('payouts', 'paid-to-payouts-index');

/** What an admin view reads besides the payouts, for the warnings: the affiliates, their rows, and others. */
const readStandings = [mayBatchGet('affiliates'), mayBatchGet('balances'), findShared];
/** Starting payouts: only while their accounts stand and earnings cover them. */
const start = [
  ...takeSteps,
  mayGet('affiliates'),
  mayGet('balances'),
  mayCheck('affiliates'),
  mayCheck('balances'),
];
const process = [...start, ...readStandings];

const readRuns = [mayGet('runs'), mayBatchGet('runs'), mayBatchGet('payouts')];
const moveRuns = [...readRuns, mayTransact('runs', 'Update')];

/**
 * What each function may do, and nothing else. None may write the affiliates, which belong to another
 * service.
 */
const permissions = {
  requestPayout: reserve,
  requestBulk: reserve,
  listPayouts: [findAffiliate, mayReadPayouts, readPayoutsByStatus, mayGet('balances')],
  exportPayouts: [findAffiliate, mayReadPayouts, readPayoutsByStatus, mayGet('balances')],
  getBalance: [findAffiliate, mayReadPayouts, mayGet('affiliates'), mayGet('balances')],
  getEligibility: [findAffiliate, mayReadPayouts, mayGet('balances')],
  getPayout: [findAffiliate, mayGet('payouts')],
  getReceipt: [findAffiliate, mayGet('payouts')],
  cancelPayout: [findAffiliate, ...takeSteps],
  listAllPayouts: [...findPayouts, ...readStandings],
  exportAllPayouts: [...findPayouts, ...readStandings],
  getAnyPayout: [mayGet('payouts'), ...readStandings],
  getAnyReceipt: [mayGet('payouts')],
  requestOnBehalf: reserveForAccount,
  getAffiliate: [mayReadPayouts, findShared, mayGet('affiliates'), mayGet('balances')],
  getSummary: [
    ...['status', 'ended', 'mismatch'].map((by) => mayQuery('payouts', `${by}-payouts-index`)),
    mayBatchGet('payouts'),
  ],
  processPayout: process,
  processPayouts: [...process, mayQuery('payouts', 'transaction-payouts-index')],
  createRun: [
    mayQuery('payouts', 'status-payouts-index'),
    mayBatchGet('payouts'),
    mayGet('payouts'),
    ...readStandings,
    mayTransact('runs', 'Put'),
  ],
  listRuns: [mayQuery('runs', 'created-runs-index')],
  getRun: readRuns,
  confirmRun: [...process, ...moveRuns],
  getRunFile: [mayGet('runs'), mayBatchGet('runs')],
  importRunResult: [
    ...takeSteps,
    ...readStandings,
    ...moveRuns,
    mayQuery('payouts', 'transaction-payouts-index'),
  ],
  paypalWebhook: takeSteps,
  zelleWebhook: takeSteps,
} satisfies Record<RouteName, object[]>;

/** An HTTP API waits for 30 seconds at most; asking PayPal can take most of that. */
const api = { memorySize: 1024, timeout: 29 };

/** A function for each endpoint, by its record, behind an HTTP API, and one for all that no route takes. */
const functionPerRoute = {
  ...Object.fromEntries(
    Object.entries(readRoutes()).map(([name, { file, method, path }]) => [
      name,
      {
        ...api,
        handler: `${file}.handler`,
        events: [{ httpApi: { method, path } }],
        iamRoleStatements: permissions[name as RouteName],
      },
    ]),
  ),
  notFound: {
    ...api,
    handler: 'functions/not-found.handler',
    events: [{ httpApi: '*' }],
    iamRoleStatements: [],
  },
};

const { EMBED_ORIGIN, ...referenceEnvironment } = pagesEnvironment;

/** Everyone may read what is at these paths. */
const readsOf = (...paths: string[]) =>
  paths.flatMap((path) => ['GET', 'HEAD'].map((method) => ({ httpApi: { method, path } })));

/** The API's description and its reference page, in a function of their own: no other one pays for them. */
const reference = {
  docs: {
    ...api,
    handler: 'functions/pages/docs.handler',
    events: readsOf('/openapi.json', '/docs', '/docs/{file+}'),
    environment: referenceEnvironment,
    iamRoleStatements: [],
  },
};

/** The affiliate's and the admin's page, in a function of their own too. */
const dashboard = {
  dashboard: {
    ...api,
    handler: 'functions/pages/dashboard.handler',
    events: readsOf('/dashboard', '/dashboard/{file+}'),
    environment: { EMBED_ORIGIN },
    iamRoleStatements: [],
  },
};

/**
 * One function for every route, behind a Function URL. Its chain answers preflights, so the URL has no CORS
 * of its own.
 */
const router = {
  router: {
    ...api,
    handler: 'functions/router.handler',
    url: true,
    reservedConcurrency: '${computed:apiConcurrency, null}',
    environment: pagesEnvironment,
    iamRoleStatements: [...new Set(Object.values(permissions).flat())],
  },
};

/** A PayPal payout that an admin has started, as the stream shows it. */
const STARTED_PAYPAL = { status: { S: ['processing'] }, rail: { S: ['paypal'] } };

/** What the stream's workers do, without the stream. */
const countAndTell = [...takeSteps, mayGet('affiliates'), mayGet('balances'), maySendMail];

/** Doing it later: one run at a time. */
const goOn = [...countAndTell, mayGet('digests'), mayTransact('digests', 'Update')];
const sweepPayouts = [
  mayQuery('payouts', 'status-payouts-index'),
  mayQuery('payouts', 'ended-payouts-index'),
  mayBatchGet('payouts'),
];

/** With a reserve of their own, workers run however many callers there are. */
const worker = { memorySize: 512, reservedConcurrency: '${computed:workerConcurrency, null}' };

/** What runs by itself, whichever way the API is deployed. */
const workers = {
  releaseScheduled: {
    handler: 'functions/workers/release-scheduled.handler',
    ...worker,
    timeout: 55,
    events: [scheduled('rate(1 minute)')],
    iamRoleStatements: [...movePayouts, mayQuery('payouts', 'scheduled-payouts-index')],
  },
  continueRuns: {
    handler: 'functions/workers/continue-runs.handler',
    ...worker,
    timeout: 55,
    events: [scheduled('rate(1 minute)')],
    iamRoleStatements: [...start, ...moveRuns, mayQuery('runs', 'due-runs-index')],
  },
  sendPaypal: {
    handler: 'functions/workers/send-paypal.handler',
    ...worker,
    // Long enough to wait for PayPal: a batch takes a quarter of a minute, or several if PayPal is busy.
    timeout: 300,
    events: [
      {
        stream: payoutsStream({
          batchSize: 100,
          pattern: { OldImage: { status: { S: ['pending'] } }, NewImage: STARTED_PAYPAL },
        }),
      },
    ],
    iamRoleStatements: [...takeSteps, mayLeaveDeadLetters],
  },
  notify: {
    handler: 'functions/workers/notify.handler',
    ...worker,
    timeout: 60,
    events: [{ stream: payoutsStream({ batchSize: 10 }) }],
    iamRoleStatements: [...countAndTell, mayLeaveDeadLetters],
  },
  sendDigest: {
    handler: 'functions/workers/send-digest.handler',
    ...worker,
    timeout: 120,
    // Once is enough; the later hours make up for one that failed.
    events: [scheduled('cron(0 6,7,8 * * ? *)')],
    iamRoleStatements: [
      mayQuery('payouts', 'status-payouts-index'),
      ...readStandings,
      mayGet('digests'),
      mayTransact('digests', 'Update'),
      maySendMail,
    ],
  },
  sweep: {
    handler: 'functions/workers/sweep.handler',
    ...worker,
    timeout: 300,
    events: [scheduled('rate(15 minutes)')],
    iamRoleStatements: [...goOn, ...sweepPayouts],
  },
  noteBounces: {
    handler: 'functions/workers/note-bounces.handler',
    ...worker,
    timeout: 60,
    events: [mailEvents],
    // SNS hands an event over once. Lambda tries it three times, and then leaves all of it there.
    destinations: { onFailure: { type: 'sqs', arn: { 'Fn::GetAtt': ['DeadLetters', 'Arn'] } } },
    iamRoleStatements: [mayGet('payouts'), mayTransact('balances', 'Update'), mayLeaveDeadLetters],
  },
  // Only an operator invokes it.
  redrive: {
    handler: 'functions/workers/redrive.handler',
    memorySize: 512,
    timeout: 900,
    maximumRetryAttempts: 0,
    iamRoleStatements: goOn,
  },
  syncPaypal: {
    handler: 'functions/workers/sync-paypal.handler',
    ...worker,
    timeout: 300,
    events: [
      scheduled('rate(5 minutes)', { scope: 'processing' }),
      scheduled('rate(1 hour)', { scope: 'completed' }),
    ],
    iamRoleStatements: [...takeSteps, mayQuery('payouts', 'status-payouts-index')],
  },
};

const perRoute = { ...functionPerRoute, ...dashboard, ...workers, ...bookkeeping };
const oneFunction = { ...router, ...workers, ...bookkeeping };
const watchingOne = watching(oneFunction, 'functionUrl');

const config = {
  service: 'affiliate-payouts',
  frameworkVersion: '4',
  configValidationMode: 'error',
  plugins: [
    'serverless-esbuild',
    'serverless-iam-roles-per-function',
    'serverless-dynamodb',
    'serverless-offline-dynamodb-streams',
    './deploy/check-parameters.ts',
    './deploy/computed.ts',
    './deploy/unused-role.ts',
    './local/offline/plugin.ts',
    'serverless-offline',
  ],
  params: STAGES,
  provider: {
    name: 'aws',
    runtime: 'nodejs24.x',
    architecture: 'arm64',
    stage: 'local',
    region: 'us-east-1',
    logRetentionInDays: '${param:logRetentionDays}',
    environment,
    httpApi,
    logs: { httpApi: accessLog, lambda: { logFormat: '${param:logFormat}' } },
    tracing: { lambda: '${strToBool(${param:tracing})}' },
    iam: { role: { statements: '${self:custom.tracing.${param:tracing}}' } },
  },
  functions: [
    '${self:custom.functions.${param:functionUrl}}',
    '${self:custom.reference.${param:functionUrl}.${param:apiDocs}}',
  ],
  package: { individually: true },
  resources: [
    {
      Conditions: tableConditions(),
      Resources: {
        AffiliatesTable: tableResource('affiliates'),
        PayoutsTable: tableResource('payouts', { stream: true }),
        BalancesTable: tableResource('balances'),
        DigestsTable: tableResource('digests'),
        RunsTable: tableResource('runs'),
        ...mailEventResources,
        DeadLetters: {
          Type: 'AWS::SQS::Queue',
          Properties: { SqsManagedSseEnabled: true, MessageRetentionPeriod: 14 * 24 * 60 * 60 },
        },
      },
      extensions: '${self:custom.extensions.${param:functionUrl}}',
    },
    '${self:custom.domainOfApi.${param:functionUrl}}',
    alarmTopic,
    '${self:custom.watching.${param:functionUrl}.${param:apiDocs}}',
  ],
  custom: {
    // `provider.stage` is only what it is unless another one is named.
    stage: '${sls:stage}',
    parameters: Object.fromEntries(PARAMETERS.map((name) => [name, `\${param:${name}, ''}`])),
    'serverless-iam-roles-per-function': { defaultInherit: true },
    tracing: { false: [], true: [mayTrace] },
    replacePolicies,
    shadow,
    tables: tableNames,
    given: givenTables,
    payoutsStream: { 'Fn::GetAtt': ['PayoutsTable', 'StreamArn'] },
    functions: { false: perRoute, true: oneFunction },
    reference: { false: { false: {}, true: reference }, true: { false: {}, true: {} } },
    watching: {
      false: {
        false: watching(perRoute, 'httpApi'),
        true: watching({ ...perRoute, ...reference }, 'httpApi'),
      },
      true: { false: watchingOne, true: watchingOne },
    },
    alarmEmail,
    extensions: { false: throttling, true: {} },
    domain: givenDomain,
    domainOfApi: { false: domainOfApi, true: {} },
    esbuild: bundling,
    ...localPlugins,
  },
};

// The published type has no place for a variable that stands for a whole block.
export default config as unknown as AWS;
