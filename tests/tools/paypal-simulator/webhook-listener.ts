import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach } from 'vitest';

/** A webhook that was received. */
export interface Received {
  headers: IncomingHttpHeaders;
  body: Buffer;
  type: string;
  id: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into resources of any form
  resource: any;
}

/** Receives webhooks. Each gets the next status planned for its type, then 200; a 0 hangs up. */
export interface Listener {
  url: string;
  received: Received[];
  answer(type: string, ...statuses: number[]): void;
}

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

/** Starts a listener for this test. */
export async function startListener(): Promise<Listener> {
  const received: Received[] = [];
  const statuses = new Map<string, number[]>();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const { id, event_type: type, resource } = JSON.parse(body.toString());
    received.push({ headers: request.headers, body, type, id, resource });
    const status = statuses.get(type)?.shift() ?? 200;
    if (status === 0) request.socket.destroy();
    else response.writeHead(status).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(async () => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/paypal`,
    received,
    answer: (type, ...next) => statuses.set(type, next),
  };
}
