import { type Read, resultOf } from './answer.ts';
import { type KnownOfCall, PayoutsApiError } from './error.ts';
import { type Sleep, sleepFor, withRetries } from './retry.ts';
import { type TokenSource, withTokenOf } from './token.ts';

/** Where the API is, and how to call it. */
export interface ClientOptions {
  /** The address of the API, such as `https://payouts.example.com`. */
  baseUrl: string;
  /** A token, or a function that fetches one. It is called at first, and when the API refuses a token. */
  token: TokenSource;
  /** How often a call that failed is tried again at most: twice, if absent. */
  retries?: number;
  /** How long one try may take: 35 seconds if absent, which is longer than the API takes. */
  timeoutMs?: number;
  /** Another `fetch`, such as one that goes through a proxy. */
  fetch?: (url: string, init: RequestInit) => Promise<Response>;
  /** Another way to wait between two tries, for tests. */
  sleep?: Sleep;
}

/** What every call can be given. */
export interface CallOptions {
  /** Ends the call, and the wait between two of its tries. */
  signal?: AbortSignal;
}

/** A call of the API before it is sent. */
export interface ApiCall {
  method: 'GET' | 'POST';
  path: string;
  query?: object;
  body?: unknown;
  /** A file in CSV, which is sent as it is. */
  csv?: string | Blob;
  idempotencyKey?: string;
  /** Whether it may be sent again although it may have been carried out. */
  isRepeatable: boolean;
}

/** Sends a call, again if need be, and reads its answer. */
export type Send = <Result>(call: ApiCall, read: Read<Result>, options?: CallOptions) => Promise<Result>;

/** Longer than the 30 seconds after which API Gateway gives up, so that an answer that exists is heard. */
const TIMEOUT_MS = 35_000;

/** How calls are sent to this API. */
export function openSend({
  baseUrl,
  token,
  retries = 2,
  timeoutMs = TIMEOUT_MS,
  fetch = globalThis.fetch,
  sleep = sleepFor,
}: ClientOptions): Send {
  const withToken = withTokenOf(token);
  return (call, read, { signal } = {}) => {
    const { idempotencyKey, isRepeatable } = call;
    const known = { requestId: crypto.randomUUID(), idempotencyKey };
    const url = urlOf(baseUrl, call);

    const attempt = async (token: string) => {
      // Made out here: a header that cannot be sent is a mistake of the caller, and not the network's.
      const init = initOf(call, known, token);
      const timeout = AbortSignal.timeout(timeoutMs);
      const ending = signal ? AbortSignal.any([signal, timeout]) : timeout;
      try {
        return await resultOf(await fetch(url, { ...init, signal: ending }), read, known);
      } catch (cause) {
        if (cause instanceof PayoutsApiError) throw cause;
        const [code, message] = timeout.aborted ? TIMED_OUT : NO_ANSWER;
        throw new PayoutsApiError(code, message, { ...known, cause });
      }
    };
    return withRetries(() => withToken(attempt), { retries, sleep, isRepeatable, signal });
  };
}

const TIMED_OUT = ['timed_out', 'The API has not answered in time.'] as const;
const NO_ANSWER = ['no_answer', 'The API could not be reached, or the connection was lost.'] as const;

function urlOf(baseUrl: string, { path, query = {} }: ApiCall): string {
  const members = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) members.set(name, String(value));
  const search = members.toString();
  return `${baseUrl.replace(/\/+$/, '')}${path}${search && `?${search}`}`;
}

function initOf({ method, body, csv }: ApiCall, { requestId, idempotencyKey }: KnownOfCall, token: string) {
  const headers = new Headers({ Authorization: `Bearer ${token}`, 'X-Request-Id': requestId });
  if (idempotencyKey !== undefined) headers.set('Idempotency-Key', idempotencyKey);
  if (csv !== undefined) {
    headers.set('Content-Type', 'text/csv');
    return { method, headers, body: csv };
  }
  if (body === undefined) return { method, headers };
  headers.set('Content-Type', 'application/json');
  return { method, headers, body: JSON.stringify(body) };
}
