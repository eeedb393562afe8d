import isToken from '../../schemas/compiled/paypal-token.js';
import type { PaypalSettings } from '../runtime/settings.ts';

/**
 * An answer over HTTP; `body` is undefined if it was no JSON, and `retryAfterMs` unless it says when to come
 * again.
 */
export interface Reply {
  status: number;
  body: unknown;
  retryAfterMs?: number | undefined;
}

/**
 * Why PayPal could not be asked. `blocked` is for the company to fix: the credentials or the permissions.
 * `silent` passes by itself, and `limited` with fewer calls. `strange` is an answer that we do not
 * understand.
 */
export type PaypalTrouble = 'blocked' | 'silent' | 'limited' | 'strange';

/** What is thrown instead of an answer of PayPal's that could be used. */
export class PaypalError extends Error {
  override readonly name = 'PaypalError';
  readonly trouble: PaypalTrouble;
  readonly retryAfterMs: number | undefined;

  constructor(trouble: PaypalTrouble, message: string, retryAfterMs?: number) {
    super(message);
    this.trouble = trouble;
    this.retryAfterMs = retryAfterMs;
  }
}

/** What kind of trouble was thrown. What is not PayPal's own answer is a connection that failed. */
export function troubleOf(thrown: unknown): PaypalTrouble {
  return thrown instanceof PaypalError ? thrown.trouble : 'silent';
}

/** Authorized calls of PayPal's API. */
export interface Transport {
  /**
   * Calls a path with a token, once more if PayPal has forgotten the token.
   * @throws PaypalError if there is no token: then the call was not made. What `fetch` throws, if it may have
   * been
   */
  call(path: string, init?: RequestInit): Promise<Reply>;
}

interface Token {
  value: string;
  expiresAt: number;
}

/** A token is given up this long before it expires. */
const TOKEN_MARGIN_MS = 60_000;

/** Opens a transport that fetches a token when it needs one, and keeps it. */
export function openTransport(
  { baseUrl, clientId, clientSecret }: PaypalSettings,
  timeoutMs: number,
): Transport {
  const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
  let token: Token | undefined;
  let coming: Promise<Token> | undefined;

  async function fetchToken(): Promise<Token> {
    const reply = await send(`${baseUrl}/v1/oauth2/token`, timeoutMs, tokenRequest(basic)).catch((error) => {
      throw new PaypalError('silent', `PayPal gave no token: ${error}.`);
    });
    return tokenIn(reply);
  }

  /** Calls that need a token at the same time fetch one. */
  async function getToken(): Promise<string> {
    if (token && token.expiresAt > Date.now()) return token.value;
    coming ??= fetchToken().finally(() => {
      coming = undefined;
    });
    token = await coming;
    return token.value;
  }

  function callWith(value: string, path: string, init: RequestInit): Promise<Reply> {
    const headers = { authorization: `Bearer ${value}`, 'content-type': 'application/json' };
    return send(baseUrl + path, timeoutMs, { ...init, headers });
  }

  return {
    async call(path, init = {}) {
      const value = await getToken();
      const reply = await callWith(value, path, init);
      if (reply.status !== 401) return reply;
      // Another call may have fetched a new one since.
      if (token?.value === value) token = undefined;
      return callWith(await getToken(), path, init);
    },
  };
}

function tokenRequest(basic: string): RequestInit {
  return {
    method: 'POST',
    headers: { authorization: `Basic ${basic}`, 'content-type': 'application/x-www-form-urlencoded' },
    body: 'grant_type=client_credentials',
  };
}

function tokenIn({ status, body, retryAfterMs }: Reply): Token {
  if (status === 200 && isToken(body)) {
    return { value: body.access_token, expiresAt: Date.now() + body.expires_in * 1000 - TOKEN_MARGIN_MS };
  }
  throw new PaypalError(troubleWithToken(status), `PayPal gave no token: ${status}.`, retryAfterMs);
}

function troubleWithToken(status: number): PaypalTrouble {
  if (status === 429) return 'limited';
  return status === 400 || status === 401 || status === 403 ? 'blocked' : 'silent';
}

/** No redirect is ever followed: the API has none, and a token must not travel. */
async function send(url: string, timeoutMs: number, init: RequestInit): Promise<Reply> {
  const signal = AbortSignal.timeout(timeoutMs);
  const response = await fetch(url, { ...init, signal, redirect: 'error' });
  const retryAfterMs = toMs(response.headers.get('retry-after'));
  return { status: response.status, body: parse(await response.text()), retryAfterMs };
}

/** `Retry-After` is a number of seconds, or the time itself. What is not ahead says nothing. */
function toMs(retryAfter: string | null): number | undefined {
  if (!retryAfter) return undefined;
  const ms = /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - Date.now();
  return ms > 0 ? ms : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
