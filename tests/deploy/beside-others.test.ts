import { describe, expect, it } from 'vitest';
import {
  actionsOn,
  effectsOfWrites,
  environmentsOf,
  ofType,
  rolesOf,
  statementsOf,
  tablesOf,
  theOnly,
  wakingsOf,
} from './template.ts';
import { usePackages } from './use-packages.ts';
import { alarmsIn, danglingIn } from './watching.ts';

/** What runs by itself, and goes through no whole table. */
const WORKERS = /workers\/.*(?:runs|notify|bounces|scheduled|digest|sweep|paypal)\.handler$/;
const CERTIFICATE_ARN = 'arn:aws:acm:us-east-1:123456789012:certificate/1f2a';
const STREAM_ARN = 'arn:aws:dynamodb:us-east-1:123456789012:table/old-payouts/stream/2026-11-26T10:00:00.000';

/** One package for all that is asked for on the day of a takeover: each costs a quarter of a minute. */
const packages = usePackages({
  besideOthers: [
    ['--stage', 'dev'],
    ['--param', 'affiliatesTable=old_affiliates'],
    ['--param', 'payoutsTable=old-payouts'],
    ['--param', `payoutsStreamArn=${STREAM_ARN}`],
    ['--param', 'shadow=true'],
    ['--param', 'alarmEmail=on-call@example.com'],
    ['--param', 'customDomain=payouts.example.com'],
    ['--param', `certificateArn=${CERTIFICATE_ARN}`],
    ['--param', 'allowedOrigins=https://a.example,https://b.example'],
    ['--param', 'mailFrom=payouts@pay.example.org'],
    ['--param', 'mailIdentity=example.org'],
    ['--param', 'mailIdentities=ada@example.net'],
    ['--param', 'mailConfigurationSet=payouts'],
    ['--param', 'workerConcurrency=2'],
    ['--param', 'logFormat=JSON'],
    ['--param', 'tracing=true'],
  ].flat(),
});

describe('a stack over tables that exist', () => {
  it('makes the others, and does not refer to tables that it does not make', () => {
    const { template, text } = packages.besideOthers;
    expect(Object.keys(tablesOf(template)).sort()).toStrictEqual([
      'commercive_payout_balances-dev',
      'commercive_payout_digests-dev',
      'commercive_payout_runs-dev',
    ]);
    expect(text.match(/\b(?:Affiliates|Payouts)Table\b/g)).toHaveLength(2);
  });

  it('reads and writes them by their names, and follows the stream', () => {
    const { template, text } = packages.besideOthers;
    for (const { AFFILIATES_TABLE, PAYOUTS_TABLE, BALANCES_TABLE } of environmentsOf(template)) {
      expect([AFFILIATES_TABLE, PAYOUTS_TABLE]).toStrictEqual(['old_affiliates', 'old-payouts']);
      expect(BALANCES_TABLE).toBe('commercive_payout_balances-dev');
    }
    expect(text).not.toMatch(/commercive_(?:affiliates|payouts)\b/);
    const arns = ofType(template, 'AWS::Lambda::EventSourceMapping').map(({ Properties }) => Properties);
    expect(arns.map(({ EventSourceArn }) => EventSourceArn)).toStrictEqual([STREAM_ARN, STREAM_ARN]);
    expect(actionsOn(template, 'old-payouts')).toContain('dynamodb:UpdateItem');
  });
});

describe('each statement of a role', () => {
  it('allows something about something: AWS refuses an empty one', () => {
    for (const { actions, resources } of statementsOf(packages.besideOthers.template)) {
      expect(actions).not.toHaveLength(0);
      expect(resources).not.toHaveLength(0);
    }
  });
});

describe('in shadow', () => {
  it('may write nothing and mail nothing, which AWS itself denies', () => {
    expect(effectsOfWrites(packages.besideOthers.template)).toStrictEqual(['Deny']);
  });

  it('has no worker that a schedule or the stream wakes', () => {
    const wakings = wakingsOf(packages.besideOthers.template);
    expect(wakings).toStrictEqual({ schedules: ['DISABLED'], streams: [false] });
  });

  it('calls nobody because nothing runs, and calls about everything else', () => {
    const alarms = alarmsIn(packages.besideOthers.template);
    const quiet = alarms.filter(({ ActionsEnabled = true }) => !ActionsEnabled);
    expect(quiet).toStrictEqual(alarms.filter(({ AlarmName }) => AlarmName.includes('-not-run-')));
    expect(quiet.length).toBeGreaterThan(0);
  });

  it('tells each function', () => {
    const told = environmentsOf(packages.besideOthers.template).map(({ SHADOW }) => SHADOW);
    expect(new Set(told)).toStrictEqual(new Set(['true']));
  });
});

describe('what wakes the workers', () => {
  it('is a stream whose readers say which records failed, and which says where those are left', () => {
    const readers = ofType(packages.besideOthers.template, 'AWS::Lambda::EventSourceMapping');
    expect(readers).toHaveLength(2);
    for (const { Properties } of readers) {
      expect(Properties).toMatchObject({
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['DeadLetters', 'Arn'] } } },
        BisectBatchOnFunctionError: true,
        StartingPosition: 'TRIM_HORIZON',
        FilterCriteria: { Filters: [{ Pattern: expect.stringContaining('MODIFY') }] },
      });
      expect(Properties.MaximumRetryAttempts).toBeGreaterThan(0);
    }
  });

  it('is given its scope, if it is the sync, by each of its schedules', () => {
    const inputs = ofType(packages.besideOthers.template, 'AWS::Events::Rule').flatMap(({ Properties }) =>
      Properties.Targets.map(({ Input }: { Input?: string }) => [Properties.ScheduleExpression, Input]),
    );
    expect(inputs.filter(([, input]) => input)).toStrictEqual([
      ['rate(5 minutes)', '{"scope":"processing"}'],
      ['rate(1 hour)', '{"scope":"completed"}'],
    ]);
  });
});

describe('a custom domain', () => {
  it('leads to the HTTP API, and says what to point the name at', () => {
    const { template } = packages.besideOthers;
    expect(theOnly(template, 'AWS::ApiGatewayV2::DomainName')).toMatchObject({
      DomainName: 'payouts.example.com',
      DomainNameConfigurations: [{ CertificateArn: CERTIFICATE_ARN, EndpointType: 'REGIONAL' }],
    });
    const { ApiId, DomainName, Stage } = theOnly(template, 'AWS::ApiGatewayV2::ApiMapping');
    expect(
      [ApiId.Ref, Stage.Ref, DomainName.Ref].map((name) => template.Resources[name]?.Type),
    ).toStrictEqual(['AWS::ApiGatewayV2::Api', 'AWS::ApiGatewayV2::Stage', 'AWS::ApiGatewayV2::DomainName']);
    expect(template.Outputs.CustomDomainTarget?.Value).toStrictEqual({
      'Fn::GetAtt': ['CustomDomain', 'RegionalDomainName'],
    });
  });
});

describe('alarmEmail', () => {
  it('is told of every alarm', () => {
    const { template } = packages.besideOthers;
    const subscriptions = ofType(template, 'AWS::SNS::Subscription').map(({ Properties }) => Properties);
    // The other one is a function's, which hears of mails that came back.
    const [{ TopicArn, ...subscription }] = subscriptions.filter(({ Protocol }) => Protocol !== 'lambda');
    expect(subscription).toStrictEqual({ Protocol: 'email', Endpoint: 'on-call@example.com' });
    for (const { AlarmActions } of alarmsIn(template)) expect(AlarmActions).toStrictEqual([TopicArn]);
    expect(danglingIn(template)).toStrictEqual([]);
  });
});

describe('what is said of all functions', () => {
  it('O2: both API Gateway and they allow the pages of one list', () => {
    const { template } = packages.besideOthers;
    const { AllowOrigins } = theOnly(template, 'AWS::ApiGatewayV2::Api').CorsConfiguration;
    expect(AllowOrigins).toStrictEqual(['https://a.example', 'https://b.example']);
    for (const { ALLOWED_ORIGINS } of environmentsOf(template))
      expect(ALLOWED_ORIGINS).toBe(AllowOrigins.join());
  });

  it('is how their log is written, and that X-Ray traces them, as each of their roles allows', () => {
    const { template } = packages.besideOthers;
    for (const { Properties } of ofType(template, 'AWS::Lambda::Function')) {
      expect(Properties.LoggingConfig).toStrictEqual({ LogFormat: 'JSON' });
      expect(Properties.TracingConfig).toStrictEqual({ Mode: 'Active' });
    }
    for (const role of Object.values(rolesOf(template))) {
      const actions = statementsOf(template, role).flatMap((statement) => statement.actions);
      expect(actions).toEqual(expect.arrayContaining(['xray:PutTraceSegments', 'xray:PutTelemetryRecords']));
    }
  });

  it('is what workers have set apart, and no other function', () => {
    const functions = ofType(packages.besideOthers.template, 'AWS::Lambda::Function');
    for (const { Properties } of functions) {
      const { Handler, FunctionName, ReservedConcurrentExecutions: room } = Properties;
      expect(room, FunctionName).toBe(WORKERS.test(Handler) ? 2 : undefined);
    }
  });
});

describe('mails', () => {
  it('may be sent from the identities that are named, by the configuration set that is', () => {
    const { template } = packages.besideOthers;
    const mailing = statementsOf(template).filter(({ actions }) => actions.includes('ses:SendEmail'));
    expect(mailing.length).toBeGreaterThan(0);
    for (const { resources } of mailing) {
      expect(resources.map((resource) => resource.split('AccountId}:').pop())).toStrictEqual([
        'identity/example.org',
        'identity/ada@example.net',
        'configuration-set/payouts',
      ]);
    }
    for (const { MAIL_CONFIGURATION_SET } of environmentsOf(template))
      expect(MAIL_CONFIGURATION_SET).toBe('payouts');
  });
});
