import { setTimeout as sleep } from 'node:timers/promises';
import type { WebhookHeaders } from './certificate.ts';
import type { PaypalEvent } from './events.ts';
import type { Faults } from './faults.ts';

/** An event, as it was sent or would have been. */
export interface Webhook {
  id: string;
  type: string;
  body: string;
  /** A good signature of the body; each delivery has its own. */
  headers: WebhookHeaders;
  /** How each delivery was answered, 0 if nothing came back. */
  answers: number[];
}

/** The way of events to the webhook URL. */
export interface Delivery {
  send(event: PaypalEvent): void;
  /** Delivers what waits to be reordered. */
  release(): void;
  /** Waits until each event is accepted or given up. */
  settled(): Promise<void>;
  log: Webhook[];
  close(): void;
}

const TIMEOUT_MS = 10_000;

interface DeliveryOptions {
  url: string | undefined;
  faults: Faults;
  sign(body: string): WebhookHeaders;
  /** How long to wait before each redelivery; after the last one an event is given up. */
  redeliverAfterMs: number[];
}

/**
 * Posts events one after the other; what is not accepted is posted again later, and others may overtake it.
 */
export function createDelivery({ url, faults, sign, redeliverAfterMs }: DeliveryOptions): Delivery {
  const closing = new AbortController();
  const log: Webhook[] = [];
  const redeliveries = new Set<Promise<void>>();
  let held: Webhook[] = [];
  let queue = Promise.resolve();

  const post = (webhook: Webhook) => {
    queue = queue.then(() => attempt(webhook, 0));
  };

  async function attempt(webhook: Webhook, redelivered: number): Promise<void> {
    if (url === undefined || closing.signal.aborted) return;
    const status = await deliver(url, webhook.body, sign(webhook.body), closing.signal);
    webhook.answers.push(status);
    const wait = redeliverAfterMs[redelivered];
    if ((status >= 200 && status < 300) || wait === undefined) return;
    const redelivery = sleep(wait, undefined, { signal: closing.signal })
      .then(() => attempt(webhook, redelivered + 1))
      .catch(ignoreClosing)
      .finally(() => redeliveries.delete(redelivery));
    redeliveries.add(redelivery);
  }

  function release(): void {
    const last = held.reverse();
    held = [];
    last.forEach(post);
  }

  return {
    log,
    release,
    send(event) {
      const body = JSON.stringify(event);
      const webhook = { id: event.id, type: event.event_type, body, headers: sign(body), answers: [] };
      log.push(webhook);
      if (faults.forWebhook('drop')) return;
      const duplicate = faults.forWebhook('duplicate');
      const posts = Array.from({ length: duplicate ? (duplicate.copies ?? 2) : 1 }, () => webhook);
      const reorder = faults.forWebhook('reorder');
      if (!reorder) return posts.forEach(post);
      held.push(...posts);
      if (reorder.left <= 0) release();
    },
    async settled() {
      let seen: Promise<void>;
      do {
        seen = queue;
        await queue;
        await Promise.all(redeliveries);
      } while (seen !== queue || redeliveries.size > 0);
    },
    close: () => closing.abort(),
  };
}

/** The status of the answer, 0 if none came; a redirect is an answer, as it is to PayPal. */
async function deliver(
  url: string,
  body: string,
  headers: WebhookHeaders,
  closing: AbortSignal,
): Promise<number> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      body,
      headers: { ...headers, 'content-type': 'application/json', 'user-agent': 'PayPal/AUHD-214.0-58' },
      redirect: 'manual',
      signal: AbortSignal.any([closing, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return 0;
  }
}

function ignoreClosing(): void {}
