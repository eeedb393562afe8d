import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { json } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';

/** A payout that an affiliate wants. Its key makes it safe to ask again. */
export interface Wish {
  token: string;
  amount: number;
}

/** One request and its answer. `code` is undefined for a success. */
export interface Exchange {
  status: number;
  code: string | undefined;
  ms: number;
}

/**
 * Requests all of the payouts over this many connections, each of which requests the next one once the last
 * is answered.
 */
export async function fulfil(wishes: Wish[], port: number, connections: number): Promise<Exchange[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const exchanges: Exchange[] = [];
  const waiting = wishes.values();
  const client = async () => {
    for (const wish of waiting) await askUntilAnswered(agent, port, wish, exchanges);
  };
  await Promise.all(Array.from({ length: connections }, client));
  agent.destroy();
  return exchanges;
}

/** A caller that is told to try again does so under the same key, after the time that the answer names. */
async function askUntilAnswered(
  agent: Agent,
  port: number,
  wish: Wish,
  exchanges: Exchange[],
): Promise<void> {
  const key = randomUUID();
  for (;;) {
    const start = performance.now();
    const response = await ask(agent, port, wish, key);
    const { error } = (await json(response)) as { error?: { code: string } };
    const status = response.statusCode ?? 0;
    exchanges.push({ status, code: error?.code, ms: performance.now() - start });
    if (error?.code !== 'try_again') return;
    await sleep(Number(response.headers['retry-after']) * 1000);
  }
}

async function ask(
  agent: Agent,
  port: number,
  { token, amount }: Wish,
  key: string,
): Promise<IncomingMessage> {
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    'idempotency-key': key,
  };
  const sent = request({ host: '127.0.0.1', port, agent, method: 'POST', path: '/payouts/request', headers });
  sent.end(JSON.stringify({ amount }));
  const [response] = await once(sent, 'response');
  return response;
}
