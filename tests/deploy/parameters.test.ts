import { describe, expect, it, onTestFinished } from 'vitest';
import { misfitsOfDomain } from '../../deploy/check-domain.ts';
import ChecksParameters from '../../deploy/check-parameters.ts';
import { misfitsOf } from '../../deploy/check-tables.ts';
import { checkOut } from '../../testing/checkout.ts';

const REGION = 'us-east-1';
const NAMES = { affiliates: 'a-dev', payouts: 'p-dev', balances: 'b-dev' };
const NOTHING = { affiliatesTable: '', payoutsTable: '', balancesTable: '', payoutsStreamArn: '' };

const streamOf = (table: string, region = REGION) =>
  `arn:aws:dynamodb:${region}:123456789012:table/${table}/stream/2026-11-26T10:00:00.000`;

/** What is said of these parameters; a table that is given has that name in the end. */
function misfits(given: Partial<typeof NOTHING>): string[] {
  const { affiliatesTable, payoutsTable, balancesTable } = given;
  const names = {
    ...NAMES,
    ...(affiliatesTable && { affiliates: affiliatesTable }),
    ...(payoutsTable && { payouts: payoutsTable }),
    ...(balancesTable && { balances: balancesTable }),
  };
  return misfitsOf({ ...NOTHING, ...given }, names, REGION);
}

describe('the stream of an embedded database, whose region is no region of AWS', () => {
  it('fits the stage local, in which the runbook is tried, and no other', () => {
    const given = { ...NOTHING, payoutsTable: 'old', payoutsStreamArn: streamOf('old', 'dynoxide') };
    const checked = (stage: string) => () => {
      const domain = { name: '', certificateArn: '' };
      const custom = { given, tables: NAMES, domain, alarmEmail: '', isOneFunction: false };
      const service = { custom, provider: { region: REGION, stage } };
      new ChecksParameters({
        processedInput: { options: {} },
        service,
        classes: { Error },
      }).hooks.initialize();
    };
    expect(checked('local')).not.toThrow();
    expect(checked('dev')).toThrow('payoutsStreamArn is in dynoxide');
  });
});

describe('the parameters about tables', () => {
  it.each<Partial<typeof NOTHING>>([
    {},
    { affiliatesTable: 'old.affiliates_1' },
    { payoutsTable: 'old', payoutsStreamArn: streamOf('old') },
    { balancesTable: 'old-balances' },
    {
      affiliatesTable: 'one',
      payoutsTable: 'two',
      payoutsStreamArn: streamOf('two'),
      balancesTable: 'three',
    },
  ])('fit: %j', (given) => expect(misfits(given)).toStrictEqual([]));

  it.each<[Partial<typeof NOTHING>, string]>([
    [
      { payoutsTable: 'old' },
      'payoutsTable names a table that exists, so payoutsStreamArn must name its stream',
    ],
    [{ payoutsStreamArn: streamOf('old') }, 'payoutsStreamArn is for a table that exists: name it with'],
    [
      { payoutsTable: 'old', payoutsStreamArn: streamOf('new') },
      'is of the table new, and payoutsTable is old.',
    ],
    [
      { payoutsTable: 'old', payoutsStreamArn: streamOf('old', 'eu-west-1') },
      'is in eu-west-1, and the stage',
    ],
    [
      { payoutsTable: 'old', payoutsStreamArn: 'undefined' },
      'payoutsStreamArn is "undefined", which is no ARN',
    ],
    [{ payoutsTable: 'old', payoutsStreamArn: streamOf('old').replace(/\/stream.*/, '') }, 'which is no ARN'],
    [{ affiliatesTable: 'two words' }, 'affiliatesTable is "two words", which is no name of a table.'],
    [{ affiliatesTable: 'x' }, 'affiliatesTable is "x", which is no name of a table.'],
    [{ affiliatesTable: 'one', balancesTable: 'one' }, 'one cannot be two tables at once.'],
    [{ affiliatesTable: 'p-dev' }, 'p-dev cannot be two tables at once.'],
  ])('do not fit: %j', (given, line) => {
    expect(misfits(given)).toStrictEqual([expect.stringContaining(line)]);
  });
});

describe('the parameters about a domain', () => {
  const name = 'payouts.example.com';
  const arnIn = (region: string) => `arn:aws:acm:${region}:123456789012:certificate/1f2a`;
  const certificateArn = arnIn(REGION);

  it.each([
    ['customDomain needs a certificate', { name, certificateArn: '' }, true],
    ['certificateArn is for a domain', { name: '', certificateArn }, true],
    ['customDomain is for the HTTP API, and functionUrl leaves that out.', { name, certificateArn }, false],
    [
      'customDomain is "https://x.com", which is no name of a domain.',
      { name: 'https://x.com', certificateArn },
      true,
    ],
    ['certificateArn is "abc", which is no ARN of a certificate.', { name, certificateArn: 'abc' }, true],
    [
      'certificateArn is in eu-west-1, and the stage is deployed to us-east-1.',
      { name, certificateArn: arnIn('eu-west-1') },
      true,
    ],
  ])('do not fit: %s', (line, given, hasHttpApi) => {
    const misfits = misfitsOfDomain(given, { region: REGION, hasHttpApi });
    expect(misfits).toStrictEqual([expect.stringContaining(line)]);
  });

  it('fit, and may both be left out', () => {
    const place = { region: REGION, hasHttpApi: true };
    expect(misfitsOfDomain({ name, certificateArn }, place)).toStrictEqual([]);
    expect(misfitsOfDomain({ name: '', certificateArn: '' }, { ...place, hasHttpApi: false })).toStrictEqual(
      [],
    );
  });
});

describe('sls package', () => {
  it.each([
    [
      ['payoutsTable=old', 'customDomain=x.example.com'],
      [
        'payoutsTable names a table that exists, so payoutsStreamArn must name its stream; npm run prepare-tables prints it.',
        'customDomain needs a certificate of ACM for it: name it with certificateArn.',
      ],
    ],
    [
      ['payoutsTableExists=true', 'functionURL=true', 'alarmEmail=on-call'],
      [
        'There is no parameter payoutsTableExists; docs/deploy.md has them all.',
        'There is no parameter functionURL; docs/deploy.md has them all.',
        'alarmEmail is "on-call", which is no e-mail address.',
      ],
    ],
  ])('refuses %j in a line each', async (params, lines) => {
    const checkout = await checkOut();
    onTestFinished(() => checkout.remove());
    const given = params.flatMap((param) => ['--param', param]);
    const { exitCode, stdout } = await checkout.run('sls', ['package', '--stage', 'dev', ...given]);
    expect(exitCode).toBe(1);
    expect(stdout).toContain(`Error:\n${lines.join('\n')}`);
    expect(stdout).not.toMatch(/\n\s+at /);
  });
});
