import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { openPaypal, type Paypal } from '../../../libs/paypal/client.ts';
import { ACCOUNT } from '../../../testing/paypal.ts';

/** How a host answers: a status and a body, headers too, or never. */
export type Answer = [status: number, body?: unknown, headers?: Record<string, string>] | 'never';

/** A call, as it came in. */
export interface Seen {
  method: string | undefined;
  path: string;
  authorization: string | undefined;
  type: string | undefined;
  body: string;
}

/** PayPal's API on this machine, which answers as the test says, and a client of it. */
export interface PaypalHost {
  paypal: Paypal;
  /** How a request for a token is answered: the first, the second and so on. */
  tokens: (count: number) => Answer | Promise<Answer>;
  /** How any other call is answered. */
  api: (call: Seen) => Answer | Promise<Answer>;
  /** The requests for a token, in order. */
  asked: Seen[];
  /** The other calls, in order. */
  seen: Seen[];
}

/** How long a token is valid, in seconds. */
export const LIFE_S = 3600;

export const BATCH = { batch_header: { payout_batch_id: 'BATCH', batch_status: 'PENDING' } };

/** What a post is that PayPal answers with that batch. */
export const ACCEPTED = { kind: 'accepted', batchId: 'BATCH' };

const TIMEOUT_MS = 500;

/** Opens a host for the tests of one file. Before each of them it takes everything. */
export function usePaypalHost(): PaypalHost {
  const host = {} as PaypalHost;
  const server = createServer(async (incoming, response) => {
    const body = Buffer.concat(await incoming.toArray()).toString();
    const { method, url: path = '', headers: sent } = incoming;
    const { authorization, 'content-type': type } = sent;
    const answer = await answerTo(host, { method, path, authorization, type, body });
    if (answer === 'never') return;
    const [status, said, headers = {}] = answer;
    response.writeHead(status, headers).end(said === undefined ? '' : JSON.stringify(said));
  });
  let url: string;
  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });
  beforeEach(() => {
    const settings = { ...ACCOUNT, baseUrl: url, postsPerMinute: 60_000, extraCertificateOrigins: [] };
    host.paypal = openPaypal(settings, TIMEOUT_MS);
    host.tokens = (count) => [200, { access_token: `token-${count}`, expires_in: LIFE_S }];
    host.api = () => [201, BATCH];
    [host.asked, host.seen] = [[], []];
  });
  return host;
}

function answerTo(host: PaypalHost, call: Seen): Answer | Promise<Answer> {
  if (call.path === '/v1/oauth2/token') return host.tokens(host.asked.push(call));
  host.seen.push(call);
  return host.api(call);
}
