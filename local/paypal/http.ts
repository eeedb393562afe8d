import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Outcome } from './faults.ts';
import type { Request } from './routes.ts';

/** Reads a whole request. */
export async function readRequest(incoming: IncomingMessage): Promise<Request> {
  const { pathname, searchParams } = new URL(`http://localhost${incoming.url}`);
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return {
    method: incoming.method ?? 'GET',
    path: pathname,
    query: searchParams,
    authorization: incoming.headers.authorization,
    body: Buffer.concat(chunks).toString(),
  };
}

/** Answers, cuts the connection, or leaves the caller waiting. */
export function writeOutcome(response: ServerResponse, outcome: Outcome): void {
  if (outcome === 'silent') return;
  if (outcome === 'lost') {
    response.socket?.destroy();
    return;
  }
  const { status, body, headers } = outcome;
  const isPem = typeof body === 'string' && body.startsWith('-----BEGIN');
  const type = isPem ? 'application/x-pem-file' : 'application/json';
  response.writeHead(status, { 'content-type': type, ...headers });
  response.end(typeof body === 'object' ? JSON.stringify(body) : body);
}
