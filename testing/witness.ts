import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { fetchApi } from './fetch-api.ts';

/** What stands between a service and a program that a test runs. */
export interface Witness {
  port: number;
  /** What was answered in a way that the API does not describe. */
  faults: string[];
  close: () => void;
}

/** What is said of one connection only, or of a body as it was packed. */
const NOT_PASSED_ON = [
  'host',
  'connection',
  'keep-alive',
  'content-length',
  'transfer-encoding',
  'content-encoding',
];

/**
 * Hands each call on to a service, and holds each answer against the API's description: programs that a test
 * runs call for themselves, out of its sight.
 */
export async function startWitness(url: string): Promise<Witness> {
  const faults: string[] = [];
  const server = createServer((request, response) =>
    handOn(url, request, response).catch((error: Error) => {
      faults.push(error.message);
      response.destroy();
    }),
  );
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { port: (server.address() as AddressInfo).port, faults, close };
}

async function handOn(url: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = 'GET', headers } = request;
  const body = await buffer(request);
  const answer = await fetchApi(url + request.url, {
    method,
    headers: passedOn(Object.entries(headers) as [string, string][]),
    ...(body.length > 0 && { body: new Uint8Array(body) }),
  });
  response.writeHead(answer.status, passedOn([...answer.headers]));
  response.end(Buffer.from(await answer.arrayBuffer()));
}

function passedOn(headers: [name: string, value: string][]): Record<string, string> {
  return Object.fromEntries(headers.filter(([name]) => !NOT_PASSED_ON.includes(name)));
}
