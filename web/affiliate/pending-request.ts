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

/** The same in memory: a browser may let a page in a frame store nothing. */
let inMemory: string | null = null;

/** The request of this user that was under way in this tab, before a reload for example. */
export function readUnsettled(user: string): UnsettledRequest | undefined {
  try {
    const kept: unknown = JSON.parse(stored() ?? 'null');
    return isUnsettled(kept) && kept.user === user ? kept : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Keeps a request before it is sent. The same request as the unsettled one keeps its key, so that it is not
 * made twice.
 */
export function keepUnsettled(user: string, request: PayoutRequest): UnsettledRequest {
  const kept = readUnsettled(user);
  const isSame = kept && JSON.stringify(kept.request) === JSON.stringify(request);
  const unsettled = isSame ? kept : { user, key: crypto.randomUUID(), request };
  store(JSON.stringify(unsettled));
  return unsettled;
}

/** Forgets the request, now that it is known what became of it. */
export function forgetUnsettled(): void {
  store(null);
}

function stored(): string | null {
  try {
    return sessionStorage.getItem(NAME) ?? inMemory;
  } catch {
    return inMemory;
  }
}

function store(text: string | null): void {
  inMemory = text;
  try {
    if (text === null) sessionStorage.removeItem(NAME);
    else sessionStorage.setItem(NAME, text);
  } catch {
    // The key lasts until the page is reloaded.
  }
}

/** Anything may stand in the storage; what is no request of ours is never sent. */
function isUnsettled(kept: unknown): kept is UnsettledRequest {
  const { user, key, request } = (kept ?? {}) as Partial<UnsettledRequest>;
  return typeof user === 'string' && typeof key === 'string' && Number.isSafeInteger(request?.amount);
}
