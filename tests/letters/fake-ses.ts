import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How the fake SES answers. */
interface Behaviour {
  status?: number;
  name?: string;
  /** What it says of the error; if it is left out, its name. */
  message?: string;
  hangs?: boolean;
}

/** A server in place of SES. Unlike the local mailbox it can refuse, throttle, fail and hang. */
export async function startSes({ status = 200, name, message = name, hangs }: Behaviour) {
  const bodies: unknown[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    bodies.push(JSON.parse(body));
    if (hangs) return;
    response.writeHead(status, {
      'content-type': 'application/json',
      ...(name && { 'x-amzn-errortype': name }),
    });
    response.end(JSON.stringify(name ? { message } : { MessageId: 'id' }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${port}`, bodies, close };
}
