import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll } from 'vitest';

/** How a host answers: a status and a body, headers too, or never. */
export type Answer = [status: number, body?: unknown, headers?: Record<string, string>] | 'never';

/** A call, as it came in. */
export interface Seen {
  path: string;
  authorization: string | undefined;
  body: string;
}

/** A host on this machine that answers as the test says. */
export interface Host {
  url: string;
  answer: (call: Seen) => Answer;
}

/** Opens a host for the tests of one file. */
export function useHost(): Host {
  const host = {} as Host;
  const server = createServer(async (incoming, response) => {
    const body = Buffer.concat(await incoming.toArray()).toString();
    const { url: path = '', headers: sent } = incoming;
    const answer = host.answer({ path, authorization: sent.authorization, body });
    if (answer === 'never') return;
    const [status, said, headers = {}] = answer;
    response.writeHead(status, headers).end(said === undefined ? '' : JSON.stringify(said));
  });
  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    host.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });
  return host;
}
