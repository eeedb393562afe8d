import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import jwt from 'jsonwebtoken';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { oldBalance } from '../../../takeover/old-balance.ts';
import { serve, shadowBalances } from '../../../testing/balance-servers.ts';
import { runCommand } from '../../../testing/commands.ts';
import { everything } from '../../../testing/expect.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { addAffiliate, addPayouts } from '../../../testing/world.ts';

const world = useWorld();
const servers: { url: string; close: () => void }[] = [];
const folder = mkdtempSync(join(tmpdir(), 'affiliate-payouts-'));
const at = { old: '', new: '', endpoint: '' };

/** The old function, but that it is a cent off for one user. */
const oldBalances: RequestListener = async ({ headers }, response) => {
  const { user_id } = jwt.decode(String(headers.authorization).slice(7)) as { user_id: string };
  const balance = await oldBalance(world.store, user_id).catch(() => undefined);
  if (!balance) return void response.writeHead(500).end('Internal Server Error');
  if (user_id === 'user-off') balance.available -= 1;
  response.end(JSON.stringify({ data: { balance }, totals: { free: String(balance.available) } }));
};

const affiliate = async (name: string, facts: object, ...payouts: object[]) => {
  const affiliate_id = `aff-${name}`;
  await addAffiliate(world, { affiliate_id, user_id: `user-${name}` });
  const Item = {
    affiliate_id,
    user_id: `user-${name}`,
    status: 'active',
    total_earned: 50_000,
    ...facts,
  };
  await world.store.db.send(new PutCommand({ TableName: world.store.tables.affiliates, Item }));
  await addPayouts(world, ...payouts.map((each) => ({ affiliate_id, ...each })));
};

beforeAll(async () => {
  at.endpoint = world.settings.store.endpoint ?? '';
  servers.push(await serve(oldBalances), await serve(shadowBalances(world)));
  [at.old = '', at.new = ''] = servers.map(({ url }) => url);
  await affiliate('same', {}, { amount: 7000, status: 'pending' });
  await affiliate('odd', {}, { payout_id: 'odd-1', amount: 2500, status: ' Pending' });
  await affiliate('text', { total_earned: '50000' });
  await affiliate('broken', {}, { payout_id: 'broken-1', amount: '$50' });
  await affiliate('over', { total_earned: 1000 }, { amount: 5000 });
  await affiliate('off', {}, { payout_id: 'off-1', amount: 2500, status: 'Failed' });
});
afterAll(() => {
  for (const server of servers) server.close();
  rmSync(folder, { recursive: true });
});

const compare = (users: string[], ...args: string[]) => {
  const file = join(folder, 'users');
  writeFileSync(file, users.map((user) => `user-${user}\n`).join(''));
  return runCommand('compare', '--old', at.old, '--new', at.new, '--users', file, ...args);
};

describe('npm run compare', () => {
  it('ends with 0 if both answer the same', async () => {
    const { exitCode, stdout, stderr } = await compare(['same']);
    expect(stdout).toBe('0 of 1 users differ, 0 of them without an explanation.\n');
    expect(exitCode).toBe(0);
    // Only if it takes longer than some seconds.
    expect(stderr).toMatch(/^(?:1 users\n)?$/);
  });

  it('ends with 1 and the reasons if the records explain every difference, and writes nothing', async () => {
    const before = await everything(world);
    const users = ['same', 'odd', 'text', 'broken', 'over'];
    const { exitCode, stdout } = await compare(users, '--endpoint', at.endpoint);
    expect(stdout.split('\n')).toStrictEqual([
      'user-odd',
      '  pending: old 0, new 2500',
      '  available: old 50000, new 47500',
      '  - payout-status-spelling, odd-1: status is text " Pending"',
      '',
      'user-text',
      '  answer: old HTTP 500, new a balance',
      '  - affiliate-earnings-text, aff-text: total_earned is text "50000"',
      '',
      'user-broken',
      '  answer: old an answer without a number at data.balance.total_paid, new records_unreadable',
      '  - payout-amount-unreadable, broken-1: amount is text "$50", which is no whole number',
      '',
      'user-over',
      '  available: old -4000, new 0',
      '',
      '4 of 5 users differ, 0 of them without an explanation.',
      '',
    ]);
    expect(exitCode).toBe(1);
    expect(await everything(world)).toStrictEqual(before);
  });

  it('ends with 2 if reasons do not account for a difference, or the records are not named', async () => {
    const { exitCode, stdout } = await compare(['off', 'odd'], '--json', '--endpoint', at.endpoint);
    const found = JSON.parse(stdout);
    expect([exitCode, found.length]).toStrictEqual([2, 2]);
    expect(found[0]).toMatchObject({ user: 'user-off', isExplained: false, reasons: [{ id: 'off-1' }] });
    expect(found[1]).toMatchObject({ user: 'user-odd', isExplained: true });
    const blind = await compare(['odd']);
    expect([blind.exitCode, blind.stdout]).toStrictEqual([2, expect.stringMatching(/^user-odd: NOT EXPL/)]);
  });

  it('compares only what the old service names, where it names it', async () => {
    const { exitCode } = await compare(['same'], '--old-fields', 'available=totals.free');
    expect(exitCode).toBe(0);
  });

  it.each([
    ['no old service', [], 'Name the old service: --old <url>.'],
    ['an address that is none', ['--old', 'x', '--new', 'y'], 'x is no address.'],
    ['no users', ['--old', 'http://a', '--new', 'http://b'], 'Name the users: --users <file>'],
    [
      'a field that is none',
      ['--old', 'http://a', '--old-fields', 'sum=x'],
      '--old-fields takes total_earned, total_paid, pending, available, each with =<path>; sum is wrong.',
    ],
    ['an unknown option', ['--nope'], "Unknown option '--nope'"],
  ])('ends with 3 and one line at %s', async (_, args, line) => {
    const { exitCode, stdout, stderr } = await runCommand('compare', ...args);
    expect({ exitCode, stdout }).toStrictEqual({ exitCode: 3, stdout: '' });
    expect(stderr.split('\n')[0]).toContain(line);
  });

  it('ends with 3 where nothing answers, or a token is refused', async () => {
    const file = join(folder, 'tokens');
    writeFileSync(file, 'user-same not.a.token\n');
    const args = ['--new', at.new, '--users', file];
    const silent = await runCommand('compare', '--old', 'http://127.0.0.1:1', ...args);
    expect(silent).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('does not answer.') });
    const refused = await runCommand('compare', '--old', at.new, ...args);
    expect(refused).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('refuses the token.') });
  });
});
