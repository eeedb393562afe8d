import { describe, expect, it } from 'vitest';
import { ROUTES } from '../../functions/routes.ts';
import { CORS } from '../../libs/http/cors.ts';
import { LOCAL_JWT_SECRET } from '../../libs/runtime/settings.ts';
import { TABLES } from '../../libs/store/engine/tables.ts';
import { faultsOf } from './specification.ts';
import { environmentOfStage } from './stage-environment.ts';
import {
  effectsOfWrites,
  environmentsOf,
  keysOf,
  ofType,
  PROMISED,
  routesOf,
  tablesOf,
  theOnly,
  wakingsOf,
} from './template.ts';
import { SECRET_OF_THE_SHELL, usePackages } from './use-packages.ts';

const packages = usePackages({ dev: ['--stage', 'dev'], prod: ['--stage', 'prod'] });

/** The routes by which everyone may read what is at these paths. */
const readsOf = (handler: string, ...paths: string[]) =>
  Object.fromEntries(
    paths.flatMap((path) => [
      [`GET ${path}`, handler],
      [`HEAD ${path}`, handler],
    ]),
  );

const DASHBOARD = readsOf('functions/pages/dashboard.handler', '/dashboard', '/dashboard/{file+}');
/** The reference page has a function of its own, except in prod, where it is off. */
const REFERENCE = readsOf('functions/pages/docs.handler', '/openapi.json', '/docs', '/docs/{file+}');
const STAGES = [
  { stage: 'dev', suffix: '-dev', pages: { ...REFERENCE, ...DASHBOARD } },
  { stage: 'prod', suffix: '', pages: DASHBOARD },
] as const;

it.each(STAGES)('the template of $stage has nothing that CloudFormation does not know', ({ stage }) => {
  expect(faultsOf(packages[stage].template)).toStrictEqual([]);
});

describe.each(STAGES)('the HTTP API of $stage', ({ stage, pages }) => {
  it('sends each route to its own function, and everything else to notFound', () => {
    const expected = Object.values(ROUTES).map(({ method, path, file }) => [
      `${method} ${path}`,
      `${file}.handler`,
    ]);
    const { $default = 'functions/not-found.handler', ...routes } = routesOf(packages[stage].template);
    expect(routes).toStrictEqual({ ...Object.fromEntries(expected), ...pages });
    expect($default).toBe('functions/not-found.handler');
  });

  it('sends events in payload format 2.0', () => {
    const integrations = ofType(packages[stage].template, 'AWS::ApiGatewayV2::Integration');
    const versions = new Set(integrations.map(({ Properties }) => Properties.PayloadFormatVersion));
    expect([...versions]).toStrictEqual(['2.0']);
  });

  it('allows the same origins and headers as the functions do', () => {
    const { template } = packages[stage];
    const { AllowOrigins, ...allowed } = theOnly(template, 'AWS::ApiGatewayV2::Api').CorsConfiguration;
    expect(allowed).toStrictEqual({
      AllowMethods: CORS.methods,
      AllowHeaders: CORS.requestHeaders,
      ExposeHeaders: CORS.responseHeaders,
      MaxAge: CORS.maxAgeSeconds,
    });
    expect(AllowOrigins.join()).not.toContain('*');
    for (const { ALLOWED_ORIGINS } of environmentsOf(template)) {
      expect(ALLOWED_ORIGINS).toBe(AllowOrigins.join());
    }
  });

  it('logs each call without its token', () => {
    const { template } = packages[stage];
    const { DestinationArn, Format } = theOnly(template, 'AWS::ApiGatewayV2::Stage').AccessLogSettings;
    const [logGroup] = DestinationArn['Fn::GetAtt'];
    expect(template.Resources[logGroup]?.Type).toBe('AWS::Logs::LogGroup');
    expect(JSON.parse(Format)).toMatchObject({
      requestId: '$context.requestId',
      route: '$context.routeKey',
      status: '$context.status',
    });
    expect(Format).not.toMatch(/authori[sz]/i);
  });

  it('has no domain and no subscriber that was not asked for', () => {
    const subscriptions = ofType(packages[stage].template, 'AWS::SNS::Subscription');
    expect(subscriptions.map(({ Properties }) => Properties.Protocol)).toStrictEqual(['lambda']);
    expect(ofType(packages[stage].template, 'AWS::ApiGatewayV2::DomainName')).toStrictEqual([]);
    expect(ofType(packages[stage].template, 'AWS::ApiGatewayV2::ApiMapping')).toStrictEqual([]);
  });

  it('throttles callers', () => {
    const api = theOnly(packages[stage].template, 'AWS::ApiGatewayV2::Stage');
    const { ThrottlingRateLimit, ThrottlingBurstLimit } = api.DefaultRouteSettings;
    for (const limit of [ThrottlingRateLimit, ThrottlingBurstLimit]) {
      expect(limit).toBeGreaterThan(0);
      expect(limit).toBeLessThanOrEqual(1000);
    }
  });
});

describe.each(STAGES)('the tables of $stage', ({ stage, suffix }) => {
  it('have the names of the stage, and the keys and indexes that the queries need', () => {
    const tables = tablesOf(packages[stage].template);
    const queried = Object.values(TABLES).map(({ name, schema }) => [`${name}${suffix}`, keysOf(schema)]);
    const made = Object.entries(tables).map(([name, { Properties }]) => [name, keysOf(Properties)]);
    expect(Object.fromEntries(made)).toStrictEqual(Object.fromEntries(queried));
    const promised = Object.entries(PROMISED).map(([name, keys]) => [`${name}${suffix}`, keys]);
    expect(Object.fromEntries(made)).toMatchObject(Object.fromEntries(promised));
  });

  it('scale on demand, are encrypted and can be restored, and in prod cannot be deleted', () => {
    const [DeletionPolicy, UpdateReplacePolicy] =
      stage === 'prod' ? ['RetainExceptOnCreate', 'Retain'] : ['Delete', 'Delete'];
    for (const table of Object.values(tablesOf(packages[stage].template))) {
      expect(table).toMatchObject({ DeletionPolicy, UpdateReplacePolicy });
      expect(table.Properties).toMatchObject({
        BillingMode: 'PAY_PER_REQUEST',
        SSESpecification: { SSEEnabled: true },
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        DeletionProtectionEnabled: stage === 'prod',
      });
    }
  });

  it('stream each payout as it was before and after a change', () => {
    const { Properties } = tablesOf(packages[stage].template)[`commercive_payouts${suffix}`] ?? {};
    expect(Properties.StreamSpecification).toStrictEqual({ StreamViewType: 'NEW_AND_OLD_IMAGES' });
  });
});

describe('what runs by itself', () => {
  it('may write, and is woken by its schedules and by the stream', () => {
    expect(effectsOfWrites(packages.dev.template)).toStrictEqual(['Allow']);
    expect(wakingsOf(packages.dev.template)).toStrictEqual({ schedules: ['ENABLED'], streams: [true] });
  });
});

describe.each(STAGES)('the environment of $stage', ({ stage }) => {
  it('has in each function what the parameters of the stage say', () => {
    for (const variables of environmentsOf(packages[stage].template)) {
      expect(variables).toMatchObject(environmentOfStage(stage));
    }
  });
});

describe.each(STAGES)('the secrets of $stage', ({ stage }) => {
  it('come from SSM at deployment, and are not in the template', () => {
    for (const { STAGE, JWT_SECRET, JWT_SECRET_PREVIOUS } of environmentsOf(packages[stage].template)) {
      expect(STAGE).toBe(stage);
      expect(JWT_SECRET).toBe(`{{resolve:ssm:/affiliate-payouts/${stage}/jwt-secret}}`);
      expect(JWT_SECRET_PREVIOUS).toMatch(/^(?:\{\{resolve:ssm:.+\}\})?$/);
    }
    expect(packages[stage].text).not.toContain(LOCAL_JWT_SECRET);
    expect(packages[stage].text).not.toContain(SECRET_OF_THE_SHELL);
  });
});

describe('the reconciliation schedule', () => {
  it('runs once an hour, and is not retried when it has found a difference', () => {
    const { template } = packages.dev;
    const runs = ofType(template, 'AWS::Events::Rule').filter(({ Properties: { Targets } }) =>
      JSON.stringify(Targets).includes('ReconcileLambdaFunction'),
    );
    expect(runs.map(({ Properties }) => Properties.ScheduleExpression)).toStrictEqual(['cron(30 * * * ? *)']);
    const [retries] = ofType(template, 'AWS::Lambda::EventInvokeConfig').filter(({ Properties }) =>
      JSON.stringify(Properties.FunctionName).includes('ReconcileLambdaFunction'),
    );
    expect(retries?.Properties.MaximumRetryAttempts).toBe(0);
  });
});

it('only SES may publish what it tells of letters, and only that topic wakes the function', () => {
  const { template } = packages.dev;
  const { PolicyDocument, Topics } = theOnly(template, 'AWS::SNS::TopicPolicy');
  expect([Topics, PolicyDocument.Statement]).toMatchObject([
    [{ Ref: 'MailEvents' }],
    [
      {
        Principal: { Service: 'ses.amazonaws.com' },
        Condition: { StringEquals: { 'AWS:SourceAccount': { Ref: 'AWS::AccountId' } } },
      },
    ],
  ]);
  const permissions = ofType(template, 'AWS::Lambda::Permission').map(({ Properties }) => Properties);
  const itsOwn = permissions.filter((permission) => JSON.stringify(permission).includes('NoteBounces'));
  expect(itsOwn).toMatchObject([{ Principal: 'sns.amazonaws.com', SourceArn: { Ref: 'MailEvents' } }]);
});
