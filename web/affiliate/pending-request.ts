import type { PayoutRequest } from '../../client/index.ts';

/**
 * A request whose answer is not known yet, and the key that makes it one request however often it is sent.
 */
export interface UnsettledRequest {
  user: string;
  key: string;
  request: PayoutRequest;
}

const NAME = 'payouts.unsettled-request';

/** The request of this user that was under way in this tab, before a reload for example. */
export function readUnsettled(user: string): UnsettledRequest | undefined {
  try {
    const kept: UnsettledRequest | null = JSON.parse(sessionStorage.getItem(NAME) ?? 'null');
    return kept?.user === user ? kept : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Keeps a request before it is sent. The same request as the one that is unsettled keeps its key, so that it
 * is
 * not made twice.
 */
export function keepUnsettled(user: string, request: PayoutRequest): UnsettledRequest {
  const kept = readUnsettled(user);
  const isSame = kept && JSON.stringify(kept.request) === JSON.stringify(request);
  const unsettled = isSame ? kept : { user, key: crypto.randomUUID(), request };
  try {
    sessionStorage.setItem(NAME, JSON.stringify(unsettled));
  } catch {
    // A browser that stores nothing forgets the key at a reload; until then, the page has it.
  }
  return unsettled;
}

/** Forgets the request, now that it is known what became of it. */
export function forgetUnsettled(): void {
  sessionStorage.removeItem(NAME);
}
