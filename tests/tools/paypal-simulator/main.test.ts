import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { freePort } from '../../../local/ports.ts';
import { requestOf, send } from './account.ts';
import { startListener } from './webhook-listener.ts';

const MAIN = join(import.meta.dirname, '../../../local/paypal/main.ts');

let child: ChildProcess | undefined;
afterEach(() => child?.kill('SIGKILL'));

/** Starts the program, and waits for its first line. */
async function start(env: Record<string, string>): Promise<{ program: ChildProcess; line: string }> {
  const program = spawn(process.execPath, [MAIN], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child = program;
  const [line] = await Promise.race([once(program.stdout, 'data'), once(program.stderr, 'data')]);
  return { program, line: String(line) };
}

describe('the simulator as a program', () => {
  it('prints its address in one line, sends webhooks to the service, and stops on a signal', async () => {
    const [port, listener] = [await freePort(), await startListener()];
    const { program, line } = await start({ PAYPAL_PORT: String(port), PORT: new URL(listener.url).port });
    const url = `http://127.0.0.1:${port}`;
    expect(line).toBe(
      `The PayPal simulator listens on ${url} and calls ${listener.url.replace('127.0.0.1', 'localhost')}.\n`,
    );

    const basic = btoa('local-client:local-secret');
    const token = await send(`${url}/v1/oauth2/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${basic}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
    await send(`${url}/v1/payments/payouts`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token.json.access_token}` },
      body: JSON.stringify(requestOf('batch')),
    });
    await send(`${url}/simulator/settle`, { method: 'POST' });
    expect(listener.received).toHaveLength(3);
    expect((await send(`${url}/simulator/payments`)).json).toMatchObject([{ status: 'SUCCESS' }]);
    expect((await send(`${url}/simulator/batches`)).json).toMatchObject([{ items: [{}] }]);
    await send(`${url}/simulator/tokens`, { method: 'DELETE' });
    expect(
      await send(`${url}/v1/payments/payouts/X`, {
        headers: { authorization: `Bearer ${token.json.access_token}` },
      }),
    ).toMatchObject({ status: 401 });

    program.kill('SIGTERM');
    expect(await once(program, 'exit')).toEqual([0, null]);
  });

  it('prints in one line why it cannot start', async () => {
    const { program, line } = await start({ PAYPAL_PORT: 'everywhere' });
    expect(line).toMatch(/^The PayPal simulator cannot start: .*\n$/);
    expect(await once(program, 'exit')).toEqual([1, null]);
  });
});
