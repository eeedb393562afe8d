import { advance, type Batch, type Change, emptyLedger, type Item, moveItem } from './batches.ts';
import { type Certificate, signWebhook } from './certificate.ts';
import { createDelivery } from './delivery.ts';
import { eventOf } from './events.ts';
import type { ItemStatus } from './fates.ts';
import { createFaults, type Faults } from './faults.ts';
import { toTime } from './ids.ts';
import { createPostLimiter, type PostLimiter } from './post-limit.ts';
import type { Paypal } from './routes.ts';
import type { Call, Simulator, SimulatorOptions } from './simulator.ts';
import { createPace } from './timers.ts';
import { createTokens } from './tokens.ts';
import { showBatch } from './views.ts';

const DELAY_MS = 2000;
const REDELIVER_AFTER_MS = [50, 150, 450];

/** A simulator without its server: what answers calls, what disturbs them, and what tests control it with. */
export interface Machine {
  paypal: Paypal;
  faults: Faults;
  postLimiter: PostLimiter;
  simulator: Simulator;
}

/** Puts a simulator together; its caller makes it reachable at the URL. */
export function createMachine(options: SimulatorOptions, url: string, certificate: Certificate): Machine {
  const { delayMs = DELAY_MS, now = Date.now, redeliverAfterMs = REDELIVER_AFTER_MS } = options;
  const ledger = emptyLedger();
  const faults = createFaults();
  const postLimiter = createPostLimiter(now);
  const tokens = createTokens(options, now);
  const certUrl = `${url}/certs/${certificate.id}.pem`;
  const signer = { privateKey: certificate.privateKey, certUrl, webhookId: options.webhookId };
  const sign: Simulator['sign'] = (body) => signWebhook(body, signer, { time: toTime(now()) });
  const delivery = createDelivery({ url: options.webhookUrl, faults, sign, redeliverAfterMs });
  const pace = createPace(delayMs, step);
  const calls: Call[] = [];

  function publish(change: Change): void {
    const event = eventOf(change, ledger, url, now());
    if (event) delivery.send(event);
  }

  function step(batch: Batch): void {
    advance(batch, now()).forEach(publish);
    pace.follow(batch);
  }

  function requireItem(itemId: string, status?: ItemStatus): Item {
    const item = ledger.items.get(itemId);
    if (!item) throw new Error(`There is no item ${itemId}.`);
    if (status && item.status !== status) throw new Error(`Item ${itemId} is ${item.status}.`);
    return item;
  }

  async function move(item: Item, status: ItemStatus): Promise<void> {
    publish(moveItem(item, status, now()));
    await delivery.settled();
  }

  const simulator: Simulator = {
    url,
    certificate,
    signer,
    calls,
    webhooks: delivery.log,
    payments: () => [...ledger.items.values()].filter(({ wasPaid }) => wasPaid).map(showPayment),
    batches: () => [...ledger.batches.values()].map((batch) => showBatch(batch, url)),
    plan: faults.plan,
    clearFaults() {
      faults.clear();
      delivery.release();
    },
    async settle() {
      for (const batch of ledger.batches.values()) {
        if (batch.status === 'PENDING') step(batch);
        step(batch);
      }
      await delivery.settled();
    },
    delivered: () => delivery.settled(),
    move: async (itemId, status) => move(requireItem(itemId), status),
    refund: async (itemId) => move(requireItem(itemId, 'SUCCESS'), 'REFUNDED'),
    reverse: async (itemId) => move(requireItem(itemId, 'SUCCESS'), 'REVERSED'),
    alter(itemId, { receiver, ...amount }) {
      const item = requireItem(itemId);
      const { request } = item;
      item.request = {
        ...request,
        amount: { ...request.amount, ...amount },
        receiver: receiver ?? request.receiver,
      };
    },
    limitPosts: postLimiter.set,
    expireTokens: tokens.expire,
    sign,
    async close() {
      pace.close();
      delivery.close();
    },
  };
  const paypal = { url, ledger, tokens, certificate, now, onCreated: pace.follow, onChange: publish };
  return { paypal, faults, postLimiter, simulator };
}

function showPayment({ id, request, status }: Item) {
  const { sender_item_id, receiver, amount } = request;
  return { payout_item_id: id, sender_item_id, receiver, ...amount, status };
}
