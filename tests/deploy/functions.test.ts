import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ROUTES } from '../../functions/routes.ts';
import { TABLES } from '../../libs/store/engine/tables.ts';
import { actionsOn, ofType, rolesOf, statementsOf, theOnly } from './template.ts';
import { bundleOf, bundlesOf, usePackages, zipsOf } from './use-packages.ts';
import { danglingIn } from './watching.ts';

/** A message of fflate, which has the open advisory CVE-2026-122146. */
const FFLATE = 'invalid zip data';
/** Names that show that Ajv is in a bundle. Its one runtime helper that validators need is allowed. */
const AJV = /\bAjv\b|MissingRefError|ajv\/dist\/(?!runtime\/)\w*/g;

const ZIP_BYTES_MAX = 200 * 1024;

/** A receipt needs two fonts and pdfkit, the reference page Swagger UI. The router loads both on demand. */
const ZIP_BYTES_MAX_OF: Record<string, number> = {
  'functions/payouts/receipt.cjs': 1024 * 1024,
  'functions/admin/receipt.cjs': 1024 * 1024,
  'functions/pages/docs.cjs': 600 * 1024,
  'functions/router.cjs': 1600 * 1024,
};

/** The one place for a wildcard: the streams of a log group, which Lambda names. */
const LOG_GROUP =
  /^arn:[^*]+:logs:[^*]+:log-group:\/aws\/lambda\/affiliate-payouts-dev[\w-]*\*?(?::\*){1,2}$/;

/** Only writes are matched, because stream consumers read with other actions. A check writes nothing. */
const WRITE = /^dynamodb:(?:Put|Update|Delete|BatchWrite|PartiQL(?!Select))/;
const READS = ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'];
const CHECK = 'dynamodb:ConditionCheckItem';
const [SCAN, DESCRIBE] = ['dynamodb:Scan', 'dynamodb:DescribeTable'];

/** The workers that go through whole tables. No caller waits for them. */
const SCANNERS = ['audit', 'open-balances', 'reconcile'].map((name) => `functions/workers/${name}.handler`);
const TABLE_NAMES = Object.values(TABLES).map(({ name }) => `${name}-dev`);

const packages = usePackages({
  perRoute: ['--stage', 'dev'],
  router: ['--stage', 'dev', '--param', 'functionUrl=true', '--param', 'apiConcurrency=50'],
});

const VARIANTS = [
  { variant: 'perRoute', title: 'a function for each route' },
  { variant: 'router', title: 'one function behind a URL' },
] as const;

describe.each(VARIANTS)('$title: each function', ({ variant }) => {
  it('runs on Node 24, and keeps its log for a limited time', () => {
    const { template } = packages[variant];
    const logGroups = ofType(template, 'AWS::Logs::LogGroup').map(({ Properties }) => Properties);
    for (const { Properties } of ofType(template, 'AWS::Lambda::Function')) {
      const { Runtime, FunctionName } = Properties;
      expect(Runtime).toBe('nodejs24.x');
      const log = logGroups.find(({ LogGroupName }) => LogGroupName === `/aws/lambda/${FunctionName}`);
      expect(log?.RetentionInDays, FunctionName).toBeGreaterThan(0);
    }
  });

  it('has its own role', () => {
    const { template } = packages[variant];
    const roles = Object.values(rolesOf(template));
    expect(new Set(roles).size).toBe(roles.length);
    for (const role of roles) {
      expect(template.Resources[role]).toMatchObject({
        Type: 'AWS::IAM::Role',
        Properties: { ManagedPolicyArns: [] },
      });
    }
    expect(Object.keys(template.Resources)).not.toContain('IamRoleLambdaExecution');
  });

  it('has no wildcard in its permissions but for its log streams', () => {
    for (const { actions, resources } of statementsOf(packages[variant].template)) {
      expect(actions.join()).not.toContain('*');
      const wildcards = resources.filter((resource) => resource.includes('*') && !LOG_GROUP.test(resource));
      expect(wildcards).toStrictEqual([]);
    }
  });

  it('may not write the affiliates table, which belongs to another service', () => {
    const actions = actionsOn(packages[variant].template, TABLE_NAMES[0] ?? '');
    const allowed = [...READS, SCAN, DESCRIBE, CHECK];
    expect(allowed).toEqual(expect.arrayContaining(actions));
  });

  it('may not scan a table while a caller waits', () => {
    const { template } = packages[variant];
    const scanners = Object.entries(rolesOf(template)).filter(([, role]) =>
      statementsOf(template, role).some(({ actions }) => actions.includes(SCAN)),
    );
    expect(scanners.map(([handler]) => handler).sort()).toStrictEqual(SCANNERS);
  });

  it('may write payouts and balances only in a transaction', () => {
    const statements = statementsOf(packages[variant].template);
    const writes = statements.filter(({ actions }) => actions.some((action) => WRITE.test(action)));
    expect(writes).not.toHaveLength(0);
    for (const { condition } of writes) {
      expect(condition).toStrictEqual({
        'ForAnyValue:StringEquals': { 'dynamodb:EnclosingOperation': ['TransactWriteItems'] },
      });
    }
  });
});

describe.each(VARIANTS)('$title: what watches the stack', ({ variant }) => {
  it('refers to what is there, and fits into a stack of CloudFormation with it', () => {
    expect(danglingIn(packages[variant].template)).toStrictEqual([]);
    expect(Object.keys(packages[variant].template.Resources).length).toBeLessThanOrEqual(500);
  });
});

describe.each([
  ['listPayouts', `${ROUTES.listPayouts.file}.handler`, READS],
  ['getBalance', `${ROUTES.getBalance.file}.handler`, READS],
  ['getRun', `${ROUTES.getRun.file}.handler`, READS],
  ['reconcile', 'functions/workers/reconcile.handler', [...READS, SCAN]],
  ['audit', 'functions/workers/audit.handler', [SCAN, DESCRIBE]],
])('the role of %s', (_name, handler, reads) => {
  it('may read, and may not write any table', () => {
    const { template } = packages.perRoute;
    const role = rolesOf(template)[handler];
    expect(role).toBeDefined();
    const actions = TABLE_NAMES.flatMap((table) => actionsOn(template, table, role));
    expect(actions).not.toHaveLength(0);
    expect(reads).toEqual(expect.arrayContaining(actions));
    expect(
      statementsOf(template, role).filter(({ actions }) => actions.some((action) => WRITE.test(action))),
    ).toStrictEqual([]);
  });
});

describe('one function behind a URL', () => {
  it('is the only way in: there is no HTTP API', () => {
    const { template } = packages.router;
    const handlers = Object.keys(rolesOf(template));
    const perRoute = Object.values(ROUTES).map(({ file }) => `${file}.handler`);
    expect(handlers.filter((handler) => perRoute.includes(handler))).toStrictEqual([]);
    expect(template.Resources.RouterLambdaFunction?.Properties.ReservedConcurrentExecutions).toBe(50);
    const types = Object.values(template.Resources).map(({ Type }) => Type);
    expect(types.filter((type) => type.startsWith('AWS::ApiGateway'))).toStrictEqual([]);
  });

  it('lets callers without an AWS account call it, by its URL only', () => {
    const { template } = packages.router;
    expect(theOnly(template, 'AWS::Lambda::Url').AuthType).toBe('NONE');
    const permissions = ofType(template, 'AWS::Lambda::Permission')
      .map(({ Properties }) => Properties)
      .filter(({ Principal }) => Principal === '*');
    expect(permissions).toHaveLength(2);
    expect(permissions).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ Action: 'lambda:InvokeFunctionUrl', FunctionUrlAuthType: 'NONE' }),
        expect.objectContaining({ Action: 'lambda:InvokeFunction', InvokedViaFunctionUrl: true }),
      ]),
    );
  });
});

describe.each(VARIANTS)('$title: each zip', ({ variant }) => {
  it('has one bundle, which is small enough for a quick cold start', () => {
    const handlers = Object.keys(rolesOf(packages[variant].template));
    const contents = zipsOf(packages[variant]).map(({ files }) => Object.keys(files));
    expect(contents.sort()).toStrictEqual(handlers.map((handler) => [bundleOf(handler)]).sort());
    for (const { bytes, files } of zipsOf(packages[variant])) {
      const [file = ''] = Object.keys(files);
      expect(bytes, file).toBeLessThan(ZIP_BYTES_MAX_OF[file] ?? ZIP_BYTES_MAX);
    }
  });

  it('has compiled schemas, and no schema compiler', () => {
    for (const [file, content] of bundlesOf(packages[variant])) {
      expect(content.toString().match(AJV) ?? [], file).toStrictEqual([]);
    }
  });

  it('has no unzip library, which pdfkit needs only in browsers', () => {
    for (const [file, content] of bundlesOf(packages[variant]))
      expect(content.includes(FFLATE), file).toBe(false);
  });

  it('can be imported without node_modules and without environment variables', () => {
    const folder = mkdtempSync(join(tmpdir(), 'affiliate-payouts-zip-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const script = 'process.stdout.write(typeof require(process.argv[1]).handler)';
    for (const [file, content] of bundlesOf(packages[variant])) {
      const path = join(folder, file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
      expect(execFileSync(process.execPath, ['-e', script, path], { env: {}, encoding: 'utf8' })).toBe(
        'function',
      );
    }
  });
});
