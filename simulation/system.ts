import { randomUUID } from 'node:crypto';
import { buildProcessPayout } from '../functions/admin/process.ts';
import { buildGetBalance } from '../functions/payouts/balance.ts';
import { buildRequestBulk } from '../functions/payouts/bulk.ts';
import { buildCancelPayout } from '../functions/payouts/cancel.ts';
import { buildGetPayout } from '../functions/payouts/get.ts';
import { buildListPayouts } from '../functions/payouts/list.ts';
import { buildRequestPayout } from '../functions/payouts/request.ts';
import { buildPaypalWebhook } from '../functions/webhooks/paypal.ts';
import { buildZelleWebhook } from '../functions/webhooks/zelle.ts';
import { buildNotify } from '../functions/workers/notify.ts';
import { buildOpenBalances } from '../functions/workers/open-balances.ts';
import { buildReconcile } from '../functions/workers/reconcile.ts';
import { buildReleaseScheduled } from '../functions/workers/release-scheduled.ts';
import { buildSendPaypal } from '../functions/workers/send-paypal.ts';
import { buildSyncPaypal } from '../functions/workers/sync-paypal.ts';
import { openPaypal } from '../libs/paypal/client.ts';
import { openStore, type Store } from '../libs/store/engine/client.ts';
import type { Dependencies } from '../libs/workflows/dependencies.ts';
import type { Certificate } from '../local/paypal/certificate.ts';
import { startPaypalSimulator } from '../local/paypal/server.ts';
import type { Simulator } from '../local/paypal/simulator.ts';
import { BANK_SECRET } from '../testing/bank.ts';
import { openWorld } from '../testing/world.ts';
import { type FaultProxy, startProxy } from './proxy/server.ts';
import { openStream, type Stream } from './stream.ts';

/**
 * How long a call may hang in a step in which some do. Elsewhere it is as long as in production: a busy
 * machine is no fault.
 */
const PATIENCE_MS = 150;

const ACCOUNT = { clientId: 'client', clientSecret: 'secret', webhookId: 'WEBHOOK' };

export type Handlers = ReturnType<typeof handlersOf>;

/**
 * The whole service: its real handlers on a real engine and a real simulator of PayPal, each behind a
 * proxy.
 */
export interface System {
  /** Those whose turn it is: the impatient ones give up soon where a call hangs. */
  handlers: Handlers;
  patient: Handlers;
  impatient: Handlers;
  /** The operator's check of the books, past all faults. */
  reconcile: ReturnType<typeof buildReconcile>;
  /**
   * The operator's opening of all balance rows, which scans, as no other path may, and so goes past all
   * faults.
   */
  open: ReturnType<typeof buildOpenBalances>;
  /** The database as the service sees it, and as it is. */
  database: FaultProxy;
  store: Store;
  paypal: FaultProxy;
  simulator: Simulator;
  stream: Stream;
  /** The time, which only a run moves on. */
  clock: { ms: number };
  mails: { to: string; subject: string }[];
  /** Whether mails are refused, as SES does where too many come. */
  post: { isClosed: boolean };
  close(): Promise<void>;
}

/** Starts a system with nothing in it. `certificate` is PayPal's; making one takes a moment. */
export async function startSystem(startAt: number, certificate: Certificate): Promise<System> {
  const clock = { ms: startAt };
  const mails: System['mails'] = [];
  const post = { isClosed: false };
  const { world, close } = await openWorld({ stream: true });
  const simulator = await startPaypalSimulator({
    ...ACCOUNT,
    port: 0,
    delayMs: 0,
    now: () => clock.ms,
    certificate,
  });
  const database = await startProxy({
    target: world.settings.store.endpoint ?? '',
    contention: true,
    watch: true,
  });
  const paypal = await startProxy({ target: simulator.url });
  const settings = {
    ...world.settings,
    paypal: { ...ACCOUNT, baseUrl: paypal.url, extraCertificateOrigins: [simulator.url] },
    email: { from: 'payouts@example.com' },
    zelleSecrets: [BANK_SECRET],
  };
  const dependencies = {
    settings,
    now: () => new Date(clock.ms).toISOString(),
    newId: randomUUID,
    async sendMail(to: string, { subject }: { subject: string }) {
      if (post.isClosed) throw new Error('Maximum sending rate exceeded.');
      mails.push({ to, subject });
      return 'sent' as const;
    },
  };
  const store = { ...world.settings.store, endpoint: database.url };
  const patient = handlersOf({
    ...dependencies,
    store: openStore(store),
    paypal: openPaypal(settings.paypal),
  });
  const impatient = handlersOf({
    ...dependencies,
    store: openImpatientStore(store),
    paypal: openPaypal(settings.paypal, PATIENCE_MS),
  });
  const stream = await openStream(world.settings.store);
  return {
    handlers: patient,
    patient,
    impatient,
    reconcile: buildReconcile({ ...dependencies, store: world.store }),
    open: buildOpenBalances({ ...dependencies, store: world.store }),
    database,
    store: world.store,
    paypal,
    simulator,
    stream,
    clock,
    mails,
    post,
    async close() {
      await Promise.all([database.close(), paypal.close(), simulator.close()]);
      close();
    },
  };
}

function openImpatientStore(settings: Dependencies['settings']['store']): Store {
  const store = openStore(settings);
  const handler = store.db.config.requestHandler as unknown as {
    updateHttpClientConfig(name: 'requestTimeout', ms: number): void;
  };
  handler.updateHttpClientConfig('requestTimeout', PATIENCE_MS);
  return store;
}

function handlersOf(dependencies: Dependencies) {
  return {
    request: buildRequestPayout(dependencies),
    bulk: buildRequestBulk(dependencies),
    cancel: buildCancelPayout(dependencies),
    process: buildProcessPayout(dependencies),
    balance: buildGetBalance(dependencies),
    list: buildListPayouts(dependencies),
    get: buildGetPayout(dependencies),
    bank: buildZelleWebhook(dependencies),
    webhook: buildPaypalWebhook(dependencies),
    release: buildReleaseScheduled(dependencies),
    send: buildSendPaypal(dependencies),
    notify: buildNotify(dependencies),
    sync: buildSyncPaypal(dependencies),
  };
}
