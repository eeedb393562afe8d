import type { PaypalSettings } from '../libs/runtime/settings.ts';
import type { Certificate } from '../local/paypal/certificate.ts';
import { startPaypalSimulator } from '../local/paypal/server.ts';
import type { Simulator } from '../local/paypal/simulator.ts';
import type { ItemView } from '../local/paypal/views.ts';
import { UNLIMITED } from '../testing/pace.ts';
import { type FaultProxy, startProxy } from './proxy/server.ts';

/** The name of the one refusal by which PayPal says that it will never pay a payout. */
export const PAYOUTS_REASON = 'VALIDATION_ERROR';

/** A PayPal account of the company: a simulator behind a proxy, and the settings that lead there. */
export interface PaypalAccount {
  simulator: Simulator;
  proxy: FaultProxy;
  settings: PaypalSettings;
  close(): Promise<void>;
}

/** Opens an account with no payments in it. */
export async function openPaypalAccount(
  name: string,
  clock: { ms: number },
  certificate: Certificate,
): Promise<PaypalAccount> {
  const account = { clientId: name, clientSecret: 'secret', webhookId: `WEBHOOK-${name}` };
  const now = () => clock.ms;
  const simulator = await startPaypalSimulator({ ...account, port: 0, delayMs: 0, now, certificate });
  const proxy = await startProxy({ target: simulator.url });
  return {
    simulator,
    proxy,
    settings: {
      ...account,
      baseUrl: proxy.url,
      postsPerMinute: UNLIMITED,
      extraCertificateOrigins: [simulator.url],
    },
    close: () => Promise.all([proxy.close(), simulator.close()]).then(() => undefined),
  };
}

/** Everything that PayPal was asked to pay in these accounts, in the order of the posts. */
export function itemsOf(accounts: readonly PaypalAccount[]): ItemView[] {
  return accounts.flatMap(({ simulator }) => simulator.batches().flatMap(({ items }) => items));
}

/** Our ids of all that, in the same order. */
export function idsAt(accounts: readonly PaypalAccount[]): string[] {
  return itemsOf(accounts).map(({ payout_item }) => payout_item.sender_item_id ?? '');
}
