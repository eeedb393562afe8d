import { useEffect } from 'preact/hooks';
import { askHostForToken, isEmbedded } from './host.ts';

/** How long before its end a token is renewed: this, or half of its time if that is less. */
const EARLY_MS = 60_000;

/** How long to wait before a host that has not answered is asked again. */
const AGAIN_MS = 5_000;

/** The longest wait of a timer in a browser. */
const TIMER_MAX_MS = 2 ** 31 - 1;

/**
 * Has the host renew the token before it ends, and says when it is over. A host that does not answer is asked
 * again while the token is still good.
 */
export function useRenewal(
  endsAt: number | undefined,
  { renew, end }: { renew: (token: string) => void; end: () => void },
): void {
  useEffect(() => {
    if (endsAt === undefined) return;
    let timer = 0;
    let isStopped = false;
    const wait = (act: () => void, ms: number) => {
      timer = window.setTimeout(act, Math.min(Math.max(ms, 1000), TIMER_MAX_MS));
    };
    const ask = async () => {
      const token = await askHostForToken().catch(() => undefined);
      if (isStopped) return;
      if (token !== undefined) return renew(token);
      if (Date.now() + AGAIN_MS < endsAt) wait(ask, AGAIN_MS);
      else wait(end, endsAt - Date.now());
    };
    const leftMs = endsAt - Date.now();
    if (isEmbedded) wait(ask, leftMs - Math.min(EARLY_MS, leftMs / 2));
    else wait(end, leftMs);
    return () => {
      isStopped = true;
      clearTimeout(timer);
    };
  }, [endsAt, renew, end]);
}
