import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import jwt from 'jsonwebtoken';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildGetBalance } from '../../../functions/payouts/balance.ts';
import { call } from '../../../testing/call.ts';
import { runCommand } from '../../../testing/commands.ts';
import { everything } from '../../../testing/expect.ts';
import { inShadow } from '../../../testing/shadow.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { addAffiliate, addPayouts } from '../../../testing/world.ts';

const world = useWorld();
const servers: Server[] = [];
const folder = mkdtempSync(join(tmpdir(), 'affiliate-payouts-'));
const at = { old: '', new: '', endpoint: '' };

/** The old function's sum, as it is written: what has no status of its own is not counted. */
const oldBalance: RequestListener = async ({ headers }, response) => {
  const { user_id } = jwt.decode(String(headers.authorization).slice(7)) as { user_id: string };
  const { db, tables } = world.store;
  const own = async (TableName: string, IndexName: string, key: string, value: unknown) => {
    const ExpressionAttributeValues = { ':v': value };
    const query = { TableName, IndexName, KeyConditionExpression: `${key} = :v`, ExpressionAttributeValues };
    return (await db.send(new QueryCommand(query))).Items ?? [];
  };
  const [affiliate] = await own(tables.affiliates, 'user-affiliate-index', 'user_id', user_id);
  if (!affiliate || typeof affiliate.total_earned !== 'number') {
    response.writeHead(500).end('Internal Server Error');
    return;
  }
  const payouts = await own(
    tables.payouts,
    'affiliate-payouts-index',
    'affiliate_id',
    affiliate.affiliate_id,
  );
  const sum = (...statuses: string[]) =>
    payouts.reduce((all, { status, amount }) => all + (statuses.includes(status) ? Number(amount) : 0), 0);
  const [total_paid, pending] = [sum('completed'), sum('pending', 'processing')];
  const off = user_id === 'user-off' ? 1 : 0;
  const available = affiliate.total_earned - total_paid - pending - off;
  const balance = { total_earned: affiliate.total_earned, total_paid, pending, available };
  response.end(JSON.stringify({ data: { balance }, totals: { free: String(available) } }));
};

const newBalance: RequestListener = async ({ headers }, response) => {
  const { authorization = '' } = headers;
  const answer = await call(buildGetBalance(inShadow(world)), { headers: { authorization } });
  response.writeHead(answer.status).end(answer.text);
};

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((listen) => server.listen(0, '127.0.0.1', listen));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

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
  [at.old, at.new] = [await serve(oldBalance), await serve(newBalance)];
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
