import { createClient, type PayoutsClient } from '../../client/index.ts';
import { localToken } from '../../local/token.ts';
import type { Fetch } from '../../testing/fetch-from.ts';

/** What becomes of one try, given the `fetch` that would really send it. */
export type Fate = (send: () => Promise<Response>, init: RequestInit) => Promise<Response>;

const networkError = () => new TypeError('fetch failed', { cause: { code: 'ECONNRESET' } });

/** The try arrives and is answered. */
export const passes: Fate = (send) => send();

/** The try never arrives. */
export const isLost: Fate = async () => {
  throw networkError();
};

/** The try is carried out, and its answer is lost. */
export const losesItsAnswer: Fate = async (send) => {
  await send();
  throw networkError();
};

/** The try is carried out, and the connection ends in the middle of its answer. */
export const breaksOff: Fate = async (send) => {
  await send();
  const body = new ReadableStream({ start: (stream) => stream.error(networkError()) });
  return new Response(body, { status: 201 });
};

/** The try is not answered until it is aborted. */
export const hangs: Fate = (_, { signal }) =>
  new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason));
  });

/** The try is answered with this, and with nothing done. */
export const isAnswered =
  (status: number, body: object | string, headers: Record<string, string> = {}): Fate =>
  async () =>
    new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers });

/** The API is busy. */
export const isTriedAgain = isAnswered(
  503,
  { success: false, message: 'The service is busy and nothing was done.', error: { code: 'try_again' } },
  { 'Retry-After': '1' },
);

/** The API had a fault. */
export const failsInside = isAnswered(500, {
  success: false,
  message: 'Something went wrong on our side.',
  error: { code: 'internal' },
});

/** A gateway in front of the API could not reach it. */
export const failsAtTheGateway = isAnswered(502, '<html><h1>Bad Gateway</h1></html>', {
  'Content-Type': 'text/html',
});

/** A try as it was sent. */
export interface Sent {
  method: string;
  path: string;
  key: string | null;
  token: string | null;
  requestId: string | null;
}

/** A client whose tries meet these fates, one after the other; those after the last one pass. */
export function clientWith(
  fates: Fate[],
  {
    fetch: real = isNotReached,
    token = localToken('user-nobody'),
    ...options
  }: Partial<Parameters<typeof createClient>[0]> = {},
): { client: PayoutsClient; sent: Sent[]; waits: number[] } {
  const sent: Sent[] = [];
  const waits: number[] = [];
  const fetch: Fetch = (url, init) => {
    const headers = new Headers(init.headers);
    const { pathname, search } = new URL(url);
    sent.push({
      method: init.method ?? '',
      path: pathname + search,
      key: headers.get('idempotency-key'),
      token: headers.get('authorization'),
      requestId: headers.get('x-request-id'),
    });
    return (fates[sent.length - 1] ?? passes)(() => real(url, init), init);
  };
  const sleep = async (ms: number) => {
    waits.push(ms);
  };
  const client = createClient({ baseUrl: 'https://api.example.com', token, fetch, sleep, ...options });
  return { client, sent, waits };
}

const isNotReached: Fetch = async () => {
  throw new Error('No try of this test should pass.');
};

/** What a call threw. */
export async function thrownBy(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => undefined,
    (error: unknown) => error,
  );
}
