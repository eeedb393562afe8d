/** What a page reads from a token. Only the service can check it; this is for people to see. */
export interface TokenClaims {
  user: string;
  isAdmin: boolean;
  /** When it ends, in milliseconds since 1970. */
  endsAt: number;
}

/** The claims of a token; undefined if it cannot be read. */
export function claimsOf(token: string): TokenClaims | undefined {
  try {
    const [, payload = ''] = token.split('.');
    const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (character) =>
      character.charCodeAt(0),
    );
    const claims = JSON.parse(new TextDecoder().decode(bytes));
    const user = claims.user_id ?? claims.sub;
    if (typeof user !== 'string' || typeof claims.exp !== 'number') return undefined;
    return { user, isAdmin: claims.role === 'admin', endsAt: claims.exp * 1000 };
  } catch {
    return undefined;
  }
}

/**
 * Takes the token out of the address, where a link of the host put it: `#token=…`, or
 * `#token=…&to=/payouts/…`.
 * Nothing of it stays in the address or in the history.
 */
export function takeTokenFromAddress(): string | undefined {
  const fragment = new URLSearchParams(location.hash.slice(1));
  const token = fragment.get('token');
  if (token === null) return undefined;
  history.replaceState(null, '', `${location.pathname}#${fragment.get('to') ?? '/'}`);
  // Nothing else tells the page that its address has changed.
  dispatchEvent(new HashChangeEvent('hashchange'));
  return token;
}
