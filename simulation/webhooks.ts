import { call } from '../testing/call.ts';
import type { PaypalAccount } from './paypal-account.ts';
import type { Random } from './random.ts';
import type { System } from './system.ts';

/** How a webhook was answered, and whether it came from the account that is set up. */
export interface WebhookAnswer {
  status: number;
  isOurs: boolean;
}

/** PayPal's events on their way to the service: in any order, once or twice, and some of them never. */
export interface Webhooks {
  /** Delivers what is new, and again what was not accepted. */
  deliver(random: Random): Promise<void>;
  /** Whether no event waits for another try. */
  isIdle(): boolean;
  /** The answers that no fault of PayPal's excuses, since the last time. */
  takeAnswers(): WebhookAnswer[];
}

interface Outbox extends PaypalAccount {
  /** How many of its events have been on their way. */
  seen: number;
  again: PaypalAccount['simulator']['webhooks'];
}

/** Opens the way from each of the company's accounts. */
export function createWebhooks(system: System): Webhooks {
  const outboxes = system.paypals.map((account): Outbox => ({ ...account, seen: 0, again: [] }));
  let answers: WebhookAnswer[] = [];

  /** The events of an account that is not set up are refused, and come again until it is. */
  async function deliverFrom(outbox: Outbox, random: Random): Promise<void> {
    const { simulator } = outbox;
    const fresh = simulator.webhooks.slice(outbox.seen);
    outbox.seen = simulator.webhooks.length;
    const all = [...outbox.again, ...fresh].filter(() => random.next() < 0.9);
    outbox.again = [];
    while (all.length > 0) {
      const [webhook] = all.splice(random.int(all.length), 1);
      if (!webhook) break;
      const isAccepted = await post(outbox, webhook.body);
      if (!isAccepted) outbox.again.push(webhook);
      else if (random.next() < 0.1) all.push(webhook);
    }
  }

  async function post({ simulator }: Outbox, body: string): Promise<boolean> {
    const callsBefore = simulator.calls.length;
    const { status } = await call(system.handlers.webhook, {
      method: 'POST',
      path: '/webhooks/paypal',
      body,
      headers: { ...simulator.sign(body) } as Record<string, string>,
    });
    // A wrong answer of PayPal's in the meantime excuses it.
    const isExcused = simulator.calls.slice(callsBefore).some(({ fault }) => fault);
    if (!isExcused) answers.push({ status, isOurs: simulator === system.paypal.simulator });
    return status === 200;
  }

  return {
    async deliver(random) {
      for (const outbox of outboxes) await deliverFrom(outbox, random);
    },
    isIdle: () => outboxes.every(({ again }) => again.length === 0),
    takeAnswers() {
      const taken = answers;
      answers = [];
      return taken;
    },
  };
}
