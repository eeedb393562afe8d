import { PayoutsApiError } from './error.ts';

/** A token, or a function that fetches one. */
export type TokenSource = string | (() => string | Promise<string>);

type WithToken = <Result>(send: (token: string) => Promise<Result>) => Promise<Result>;

/** Sends with the token and, if the API refuses it and there is another one, once more with that. */
export function withTokenOf(source: TokenSource): WithToken {
  const getToken = keepToken(source);
  return async (send) => {
    const token = await getToken();
    try {
      return await send(token);
    } catch (error) {
      if (!(error instanceof PayoutsApiError) || error.status !== 401) throw error;
      const fresh = await getToken(token);
      if (fresh === token) throw error;
      return send(fresh);
    }
  };
}

/** Keeps a token until it is refused. Calls that need another one at the same time share one fetch. */
function keepToken(source: TokenSource): (refused?: string) => Promise<string> {
  if (typeof source === 'string') return async () => source;
  let kept: string | undefined;
  let fetching: Promise<string> | undefined;
  const fetchToken = async () => {
    try {
      kept = await source();
      return kept;
    } finally {
      fetching = undefined;
    }
  };
  return async (refused) => {
    if (kept !== undefined && kept !== refused) return kept;
    fetching ??= fetchToken();
    return fetching;
  };
}
