import { describe, expect, it, onTestFinished } from 'vitest';
import { misfitsOfDomain } from '../../deploy/checks/domain.ts';
import { misfitsOfTables } from '../../deploy/checks/tables.ts';
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
  return misfitsOfTables({ ...NOTHING, ...given }, names, REGION);
}

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
      'local',
      [],
      ['The stage local is never deployed: npm start runs it here. Name another, as with --stage dev.'],
    ],
    [
      'dev',
      ['payoutsTable=old', 'customDomain=x.example.com'],
      [
        'payoutsTable names a table that exists, so payoutsStreamArn must name its stream; npm run prepare-tables prints it.',
        'customDomain needs a certificate of ACM for it: name it with certificateArn.',
      ],
    ],
    [
      'dev',
      ['payoutsTableExists=true', 'functionURL=true', 'functionUrl=yes', 'alarmEmail=on-call'],
      [
        'There is no parameter payoutsTableExists; docs/deploy.md has them all.',
        'There is no parameter functionURL; docs/deploy.md has them all.',
        'functionUrl is "yes", which is neither true nor false.',
        'alarmEmail is "on-call", which is no e-mail address.',
      ],
    ],
  ])('refuses the stage %s with %j in a line each', async (stage, params, lines) => {
    const checkout = await checkOut();
    onTestFinished(() => checkout.remove());
    const given = params.flatMap((param) => ['--param', param]);
    const { exitCode, stdout } = await checkout.run('sls', [
      'package',
      ...(stage === 'local' ? [] : ['--stage', stage]),
      ...given,
    ]);
    expect(exitCode).toBe(1);
    expect(stdout).toContain(`Error:\n${lines.join('\n')}`);
    expect(stdout).not.toMatch(/\n\s+at /);
  });
});
