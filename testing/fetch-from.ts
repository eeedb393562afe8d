import type { ApiHandler } from '../libs/http/event.ts';
import { call } from './call.ts';

/** What a client takes for `fetch`. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** A `fetch` that hands every request to this handler, in this process, and never leaves the machine. */
export function fetchFrom(handler: ApiHandler): Fetch {
  return async (url, { method = 'GET', headers, body }) => {
    const { pathname, searchParams } = new URL(url);
    const answer = await call(handler, {
      method,
      path: pathname,
      headers: Object.fromEntries(new Headers(headers)),
      ...(searchParams.size > 0 && { query: Object.fromEntries(searchParams) }),
      ...(body && { body }),
    });
    const isBinary = answer.headers['content-type'] === 'application/pdf';
    const bytes = Buffer.from(answer.text, isBinary ? 'latin1' : 'utf8');
    return new Response(bytes, { status: answer.status, headers: answer.headers });
  };
}
