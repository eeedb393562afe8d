import { claimsOf } from './token.ts';

/** How long the page around this one may take to answer. */
const ANSWER_MS = 15_000;

/** What the deployment told this page, in its `meta` elements. */
export const DEPLOYMENT = {
  company: contentOf('payouts-company'),
  /** The one origin that may embed this page; empty if there is none. */
  host: contentOf('payouts-host'),
  /** Whether demo users can be chosen, as on a laptop. */
  isDemo: contentOf('payouts-demo') === 'true',
};

/** Whether the page stands in the host's page, which then says who is signed in. */
export const isEmbedded = window.parent !== window && DEPLOYMENT.host !== '';

/** Asks the page around this one for a token. Only the configured host is asked, and only it is heard. */
export function askHostForToken(): Promise<string> {
  return new Promise((resolve, reject) => {
    const finish = () => {
      clearTimeout(timer);
      removeEventListener('message', hear);
    };
    const hear = ({ origin, source, data }: MessageEvent) => {
      if (origin !== DEPLOYMENT.host || source !== window.parent) return;
      if (data?.type !== 'payouts.token' || typeof data.token !== 'string') return;
      finish();
      // A host in trouble may send the text of an error.
      if (claimsOf(data.token)) resolve(data.token);
      else reject(new Error('The host has sent no token.'));
    };
    const timer = setTimeout(() => {
      finish();
      reject(new Error('The host has not answered.'));
    }, ANSWER_MS);
    addEventListener('message', hear);
    window.parent.postMessage({ type: 'payouts.token-needed' }, DEPLOYMENT.host);
  });
}

/** Someone whom a demo can call as. */
export interface DemoCaller {
  name: string;
  token: string;
}

/** The demo users of the service on this machine. */
export async function fetchDemoCallers(signal: AbortSignal): Promise<DemoCaller[]> {
  const answer = await fetch('/docs/callers.json', { signal });
  return answer.ok ? answer.json() : [];
}

function contentOf(name: string): string {
  return document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? '';
}
