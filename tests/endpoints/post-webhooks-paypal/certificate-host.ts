import { beforeAll, beforeEach, vi } from 'vitest';
import { buildPaypalWebhook } from '../../../functions/webhooks/paypal.ts';
import type { ApiHandler } from '../../../libs/http/event.ts';
import { call, type TestAnswer } from '../../../testing/call.ts';
import { useRail } from '../../../testing/paypal.ts';
import { UNAUTHENTICATED } from '../../../testing/refusals.ts';
import type { World } from '../../../testing/world.ts';

export const CERTIFICATES = 'https://api.paypal.com/v1/notifications/certs/';

/** A signed event that is about no payout of ours. */
export const BODY = '{"id":"WH-C","event_type":"CUSTOMER.DISPUTE.CREATED","resource":{}}';

export const UNSIGNED = { ...UNAUTHENTICATED, message: 'This is not signed by PayPal.' };

/** PayPal's hosts in the hand of a test. */
export interface CertificateHost {
  /** A function that has fetched nothing yet. */
  webhook: ApiHandler;
  /** What was fetched from PayPal's hosts, in order. */
  fetched: string[];
  /** The certificate that the simulator signs with. */
  pem: string;
  /** What PayPal's hosts answer next. */
  answer: () => Response | Promise<Response>;
  /** The headers of an event that names this address, which PayPal signed `ms` from now. */
  sign: (url: string, body?: string, ms?: number) => Record<string, string>;
  post: (headers: Record<string, string>, body?: string) => Promise<TestAnswer>;
  /** Lets time pass. */
  pass: (ms: number) => void;
  /** Forgets everything, as another instance of the function would. */
  restart: () => void;
}

/** PayPal's hosts serve the certificate of the simulator, and what they are asked for is kept. */
export function useCertificateHost(world: World): CertificateHost {
  const rail = useRail(world);
  const host = {} as CertificateHost;
  beforeAll(async () => {
    host.pem = await (await fetch(rail.simulator.sign(BODY)['paypal-cert-url'])).text();
  });
  beforeEach(() => {
    rail.clock.ms = Date.now();
    host.answer = () => new Response(host.pem);
    host.restart();
    const { fetch } = globalThis;
    const spy = vi.spyOn(globalThis, 'fetch').mockImplementation(async (url, init) => {
      if (!String(url).includes('paypal.com')) return fetch(url, init);
      host.fetched.push(String(url));
      return host.answer();
    });
    return () => spy.mockRestore();
  });
  host.restart = () => {
    host.webhook = buildPaypalWebhook(world);
    host.fetched = [];
  };
  host.sign = (url, body = BODY, ms = 0) => {
    rail.clock.ms += ms;
    const headers = { ...rail.simulator.sign(body), 'paypal-cert-url': url };
    rail.clock.ms -= ms;
    return headers;
  };
  host.post = (headers, body = BODY) =>
    call(host.webhook, { method: 'POST', path: '/webhooks/paypal', headers, body });
  host.pass = (ms) => {
    rail.clock.ms += ms;
  };
  return host;
}
