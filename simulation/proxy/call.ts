import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** What a DynamoDB operation was asked, or what it answered, in the JSON of the wire. */
// biome-ignore lint/suspicious/noExplicitAny: who knows the operation knows the form.
export type Json = Record<string, any>;

/** A request as it came in, whole. */
export interface Request {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** A call that passes: a DynamoDB operation with its input, or any other HTTP request, which has none. */
export interface Call {
  /**
   * Counts the calls of a proxy, from 1, in the order in which they came in. A retry of the SDK is a call
   * of its own.
   */
  number: number;
  /** For DynamoDB as in `Query`; otherwise as in `POST /v1/payments/payouts`, without the query string. */
  operation: string;
  input?: Json;
}

/** Reads a request to its end. @throws Error if the caller goes away before that */
export async function readRequest(incoming: IncomingMessage): Promise<Request> {
  const { method = 'GET', url: path = '/', headers } = incoming;
  return { method, path, headers, body: await buffer(incoming) };
}

/** What a request asks for. */
export function callOf(number: number, { method, path, headers, body }: Request): Call {
  const target = headers['x-amz-target'];
  const input = typeof target === 'string' && parse(body);
  if (!input) return { number, operation: `${method} ${path.split('?', 1)[0]}` };
  return { number, operation: `${target}`.replace(/^.*\./, ''), input };
}

/** What is no JSON passes as any other request does: it is the database's to refuse. */
function parse(body: Buffer): Json | undefined {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}
