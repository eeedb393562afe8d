import { once } from 'node:events';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../../libs/store/engine/client.ts';
import { freePort } from '../../../local/ports.ts';
import { localToken } from '../../../local/token.ts';
import { runCommand, startCommand } from '../../../testing/commands.ts';
import { useOldTables } from './use-old-tables.ts';

const { database, oldTables } = useOldTables();

/** A call as `--help` shows it: an address, and a body if there is one. */
const CALL = /curl http:\/\/127\.0\.0\.1:3200(\S+)(?: -H "Authorization: Bearer \$TOKEN")?(?: -d '(.*)')?$/gm;

let store: Store;
let options: string[];
beforeAll(async () => {
  ({ store } = await oldTables());
  const { affiliates, payouts } = store.tables;
  options = ['--endpoint', database.endpoint, '--affiliates-table', affiliates, '--payouts-table', payouts];
});

const stored = async (payout_id: string) => {
  const { Item } = await store.db.send(
    new GetCommand({ TableName: store.tables.payouts, Key: { payout_id } }),
  );
  return Item;
};

describe('npm run old-service', () => {
  it('answers balances, puts payouts and sets their status, called as its --help says', async () => {
    const { stdout: help } = await runCommand('old-service', '--help');
    const [balance, request, status] = [...help.matchAll(CALL)].map(([, path = '', body]) => ({
      path,
      body,
    }));
    const port = await freePort();
    const { child } = startCommand('old-service', ...options, '--port', String(port));
    const [line] = await once(child.stdout ?? child, 'data');
    expect(line).toBe(`The old service answers at http://127.0.0.1:${port}. Ctrl-C stops it.\n`);
    const headers = { Authorization: `Bearer ${localToken('user-old-2')}` };
    const call = async (shown: { path: string; body: string | undefined } | undefined, payoutId = '') => {
      const path = shown?.path.replace('<payout_id>', payoutId);
      const { body } = shown ?? {};
      const init = body === undefined ? { headers } : { headers, body, method: 'POST' };
      const answer = await fetch(`http://127.0.0.1:${port}${path}`, init);
      return { code: answer.status, ...(await answer.json()) };
    };

    const before = await call(balance);
    expect(before.code).toBe(200);
    const { code, data } = await call(request);
    expect(code).toBe(201);
    expect(data.payout).toMatchObject({ affiliate_id: 'aff-old-2', amount: 5000, status: 'pending' });
    expect(await stored(data.payout.payout_id)).toStrictEqual(data.payout);
    const { pending, available } = before.data.balance;
    expect((await call(balance)).data.balance).toStrictEqual({
      ...before.data.balance,
      pending: pending + 5000,
      available: available - 5000,
    });

    expect((await call(status, data.payout.payout_id)).code).toBe(200);
    expect(await stored(data.payout.payout_id)).toStrictEqual({
      ...data.payout,
      status: 'completed',
      transaction_id: 'MASSPAY-1',
      processed_at: expect.any(String),
    });
  });

  it.each([
    ['no database', ['--region', 'us-east-1'], 'It does not run over tables on AWS.'],
    [
      'a port that is none',
      ['--endpoint', 'http://127.0.0.1:1', '--port', 'x'],
      '--port takes a whole number',
    ],
  ])('ends with one line at %s', async (_, args, line) => {
    const { exitCode, stdout, stderr } = await runCommand('old-service', ...args);
    expect({ exitCode, stdout }).toStrictEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toMatch(/^[^\n]+\n$/);
    expect(stderr).toContain(line);
  });
});
