import { createContext } from 'preact';
import { useCallback, useContext, useEffect, useState } from 'preact/hooks';
import { createClient, type PayoutsClient } from '../../client/index.ts';
import { askHostForToken, isEmbedded } from './host.ts';
import { claimsOf, type TokenClaims, takeTokenFromAddress } from './token.ts';
import { useRenewal } from './use-renewal.ts';

/** Who is signed in. The token lives in the client, in memory only. */
export interface Session extends TokenClaims {
  client: PayoutsClient;
  /** Shows that the token is over, if this is what a call was refused for. */
  noteRefusal(error: unknown): void;
}

export type SessionState =
  | { is: 'signing-in' | 'signed-out' | 'over' }
  | { is: 'signed-in'; session: Session };

/** Taken before anything else looks at the address. */
const tokenAtStart = takeTokenFromAddress();

const SessionContext = createContext<Session | undefined>(undefined);
export const SessionProvider = SessionContext.Provider;

/** Who is signed in, below the part of the page that only someone who is can see. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('No one is signed in here.');
  return session;
}

/** Signs in with the token in the address, or with one from the page around this one; renews the latter. */
export function useSignIn(): { state: SessionState; signIn: (token: string) => void } {
  const [state, setState] = useState<SessionState>({ is: 'signing-in' });

  const signIn = useCallback((token: string) => {
    const claims = claimsOf(token);
    if (!claims) return setState({ is: 'signed-out' });
    const client = createClient({
      baseUrl: location.origin,
      token: isEmbedded ? startingWith(token, askHostForToken) : token,
    });
    const noteRefusal = (error: unknown) => {
      if ((error as { code?: unknown })?.code !== 'unauthenticated') return;
      // A late answer to the token before this one says nothing about this one.
      setState((now) => (now.is === 'signed-in' && now.session === session ? { is: 'over' } : now));
    };
    const session = { ...claims, client, noteRefusal };
    setState({ is: 'signed-in', session });
  }, []);

  useEffect(() => {
    if (tokenAtStart !== undefined) signIn(tokenAtStart);
    else if (isEmbedded) askHostForToken().then(signIn, () => setState({ is: 'signed-out' }));
    else setState({ is: 'signed-out' });
    // A link with a token may be followed while the page is open.
    const takeToken = () => {
      const token = takeTokenFromAddress();
      if (token !== undefined) signIn(token);
    };
    addEventListener('hashchange', takeToken);
    return () => removeEventListener('hashchange', takeToken);
  }, [signIn]);

  const end = useCallback(() => setState({ is: 'over' }), []);
  useRenewal(state.is === 'signed-in' ? state.session.endsAt : undefined, { renew: signIn, end });

  return { state, signIn };
}

/** A source of tokens whose first one is there already. */
function startingWith(token: string, fetchToken: () => Promise<string>): () => Promise<string> {
  let first: string | undefined = token;
  return async () => {
    const next = first ?? (await fetchToken());
    first = undefined;
    return next;
  };
}
