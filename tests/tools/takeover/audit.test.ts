import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runCommand, startCommand } from '../../../testing/commands.ts';
import { everything } from '../../../testing/expect.ts';
import { affiliate, payout, putRecords, type Table } from '../../../testing/good-records.ts';
import type { Item } from '../../../testing/other-service.ts';
import { useWorld } from '../../../testing/use-world.ts';

const GOOD = 1200;

const world = useWorld({ stream: true });
const runAudit = (...args: string[]) =>
  runCommand('audit', '--endpoint', world.settings.store.endpoint ?? '', ...args);
const put = (...items: [Table, Item][]) => putRecords(world, items);

describe('npm run audit', () => {
  it('ends with 0 if there is nothing to do, and says before it starts what it will read', async () => {
    const good = Array.from({ length: GOOD }, (_, index) => payout({ payout_id: `good-${index}` }));
    await put(['affiliates', affiliate({ affiliate_id: 'aff-good-1' })]);
    await put(...good.map((item): [Table, Item] => ['payouts', item]));
    const { exitCode, stdout, stderr } = await runAudit();
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^0 errors, 0 warnings and 0 notes in 1,201 records, for \d+ read units\.\n$/);
    const [before, promise, ...others] = stderr.trimEnd().split('\n');
    expect(before).toMatch(
      /^The audit reads about 1,201 records of commercive_affiliates, commercive_payout_balances and commercive_payouts: \d+ read units, \$0\.01 or less if the tables are on demand, in about 1 minute\.$/,
    );
    expect(promise).toMatch(/^It changes nothing\./);
    // Only if it takes longer than some seconds.
    for (const line of others) expect(line).toMatch(/^payouts: [\d,]+( of about 1,201)? records$/);
  });

  it('ends with 0 if there are only notes', async () => {
    await put(['payouts', payout({ payout_id: 'noted', amount: '1000', counted_amount: 1000 })]);
    const { exitCode, stdout } = await runAudit();
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(
      /^NOTES: .*\n\npayout-amount-text: 1\n {2}.*\n {2}- noted: amount is text "1000"\n\n0 e/,
    );
  });

  it('ends with 1 if there are warnings', async () => {
    await put(['payouts', payout({ payout_id: 'warned', processed_at: 'last May' })]);
    const { exitCode, stdout } = await runAudit();
    expect(exitCode).toBe(1);
    expect(stdout).toContain('WARNINGS: a person should look at these.\n\npayout-time-unreadable: 1\n');
  });

  it('ends with 2 if there are errors, names each kind with some ids and the command, and writes nothing', async () => {
    const ids = Array.from({ length: 7 }, (_, index) => `broken ${index}`);
    await put(...ids.map((payout_id): [Table, Item] => ['payouts', payout({ payout_id, amount: '$10' })]));
    const before = await everything(world);
    const { exitCode, stdout } = await runAudit();
    expect(await everything(world)).toStrictEqual(before);
    expect(exitCode).toBe(2);
    const [heading, , kind, means, ...lines] = stdout.split('\n');
    expect([heading, kind]).toStrictEqual([
      'ERRORS: mend these before money moves here.',
      'payout-amount-unreadable: 7',
    ]);
    expect(means).toBe(
      "  The amount of this payout cannot be read. Its affiliate's money stands still until it is mended.",
    );
    const shown = lines
      .slice(0, 5)
      .map((line) => /^ {2}- (broken \d): amount is text "\$10"/.exec(line)?.[1]);
    expect(ids).toStrictEqual(expect.arrayContaining(shown));
    expect(new Set(shown).size).toBe(5);
    expect(lines[5]).toBe('  - and 2 more; --findings <file> writes down all of them');
    const { endpoint } = world.settings.store;
    expect(lines[6]).toBe(`  → npm run mend -- payouts '${shown[0]}' amount=<cents> --endpoint ${endpoint}`);
  });

  it('prints the report as JSON, and writes every finding down, as a line each', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'affiliate-payouts-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const file = join(folder, 'findings');
    const { exitCode, stdout } = await runAudit('--json', '--findings', file);
    expect(exitCode).toBe(2);
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({ errors: 7, warnings: 1, notes: 1, next: null });
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    const findings = lines.map((line) => JSON.parse(line));
    expect(findings).toHaveLength(9);
    expect(findings).toContainEqual({
      severity: 'error',
      kind: 'payout-amount-unreadable',
      id: 'broken 6',
      why: 'amount is text "$10", which is no whole number',
      attribute: 'amount',
      mend: `npm run mend -- payouts 'broken 6' amount=<cents> --endpoint ${world.settings.store.endpoint}`,
    });
  });

  it('ends with 3 at Ctrl-C, says where it stopped, and goes on from there', async () => {
    const endpoint = world.settings.store.endpoint ?? '';
    const { child, promise } = startCommand('audit', '--endpoint', endpoint, '--json', '--read-units', '20');
    // The first line says what will be read; by the next one it has begun.
    await once(child.stderr ?? child, 'data');
    child.kill('SIGINT');
    const { exitCode, stdout, stderr } = await promise;
    expect(exitCode).toBe(3);
    const { next, ...first } = JSON.parse(stdout);
    expect(stderr).toContain(
      `Stopped. The rest: npm run audit -- --from '${JSON.stringify(next)}' --endpoint ${endpoint}\n`,
    );
    const rest = await runAudit('--json', '--from', JSON.stringify(next));
    const second = JSON.parse(rest.stdout);
    expect(first.read.payouts).toBeLessThan(GOOD);
    expect(first.read.payouts + second.read.payouts).toBe(GOOD + 9);
    expect(first.errors + second.errors).toBe(7);
    expect(first.warnings + second.warnings).toBe(1);
  });

  it.each([
    ['no database', [], 'Name the database: --region <name> for AWS, or --endpoint <url> for another one.'],
    ['an endpoint that is none', ['--endpoint', 'nowhere'], 'nowhere is no address.'],
    [
      'an endpoint where nothing listens',
      ['--endpoint', 'http://127.0.0.1:1'],
      'The database does not answer.',
    ],
    [
      'a pace that is none',
      ['--endpoint', 'http://127.0.0.1:1', '--read-units', 'x'],
      'x is no number of read units.',
    ],
    [
      'a place that is no JSON',
      ['--from', 'payouts', '--region', 'x'],
      '--from takes the next of a report, such',
    ],
    ['a place that is none', ['--from', '{"stag":1}', '--region', 'x'], 'stag is not a known member'],
    ['an unknown option', ['--nope'], "Unknown option '--nope'"],
  ])('ends with 3 and one line at %s', async (_, args, line) => {
    const { exitCode, stdout, stderr } = await runCommand('audit', ...args);
    expect({ exitCode, stdout }).toStrictEqual({ exitCode: 3, stdout: '' });
    expect(stderr).toMatch(/^[^\n]+\n$/);
    expect(stderr).toContain(line);
  });
});
