import { afterEach } from 'vitest';
import { createCertificate } from '../../../local/paypal/certificate.ts';
import { startPaypalSimulator } from '../../../local/paypal/server.ts';
import type { Simulator, SimulatorOptions } from '../../../local/paypal/simulator.ts';
import { freePort } from '../../../local/ports.ts';

const DAY_MS = 86_400_000;
const CLIENT = { clientId: 'client', clientSecret: 'secret', webhookId: 'WEBHOOK-1' };

/** The whole answer to a call. */
export interface Reply {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any form
  json: any;
  text: string;
}

/** A simulator, its clock, and a caller with an account. */
export interface Account {
  simulator: Simulator;
  /** Moves the simulator's clock forward. */
  passDays(days: number): void;
  token(secret?: string, form?: string): Promise<Reply>;
  call(method: string, path: string, body?: unknown, token?: string): Promise<Reply>;
  /** Creates a batch of one item. */
  pay(senderBatchId: string, receiver?: string, changes?: Record<string, unknown>): Promise<Reply>;
  getBatch(batchId: string): Promise<Reply>;
  getItem(itemId: string): Promise<Reply>;
  /** The only item of the only batch that was ever created. */
  onlyItem(): Promise<Reply>;
}

/** One certificate for all tests of a file, because a new key takes longer than most tests. */
const certificate = createCertificate({ from: Date.UTC(2026, 9, 1), until: Date.UTC(2027, 9, 1) });
const running: Simulator[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((simulator) => simulator.close()));
});

/** Starts a simulator for this test. Items change only when a test says so, unless the options differ. */
export async function openAccount(options: Partial<SimulatorOptions> = {}): Promise<Account> {
  let now = Date.UTC(2026, 10, 1);
  const simulator = await startPaypalSimulator({
    ...CLIENT,
    port: await freePort(),
    delayMs: 0,
    certificate: await certificate,
    redeliverAfterMs: [1, 1, 1],
    now: () => now,
    ...options,
  });
  running.push(simulator);

  const account: Account = {
    simulator,
    passDays(days) {
      now += days * DAY_MS;
    },
    token: (secret = CLIENT.clientSecret, form = 'grant_type=client_credentials') =>
      send(`${simulator.url}/v1/oauth2/token`, {
        method: 'POST',
        headers: {
          authorization: `Basic ${btoa(`${CLIENT.clientId}:${secret}`)}`,
          'content-type': 'application/x-www-form-urlencoded',
        },
        body: form,
      }),
    async call(method, path, body, token) {
      const bearer = token ?? (await account.token()).json.access_token;
      return send(`${simulator.url}${path}`, {
        method,
        headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
    },
    pay: (senderBatchId, receiver, changes) =>
      account.call('POST', '/v1/payments/payouts', requestOf(senderBatchId, receiver, changes)),
    getBatch: (batchId) => account.call('GET', `/v1/payments/payouts/${batchId}`),
    getItem: (itemId) => account.call('GET', `/v1/payments/payouts-item/${itemId}`),
    onlyItem: () => account.getItem(simulator.batches()[0]?.items[0]?.payout_item_id ?? ''),
  };
  return account;
}

/** The body of a create call with one item of 50 dollars, which `changes` overrides. */
export function requestOf(
  senderBatchId: string,
  receiver = 'ann@example.com',
  changes: Record<string, unknown> = {},
) {
  const amount = { currency: 'USD', value: '50.00' };
  return {
    sender_batch_header: { sender_batch_id: senderBatchId, email_subject: 'You have a payout' },
    items: [{ recipient_type: 'EMAIL', amount, receiver, sender_item_id: senderBatchId, ...changes }],
  };
}

/** Calls, and reads the whole answer. */
export async function send(url: string, options: RequestInit = {}): Promise<Reply> {
  const answer = await fetch(url, options);
  const text = await answer.text();
  return { status: answer.status, text, json: parse(text) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
