import { randomUUID } from 'node:crypto';
import { buildProcessPayout } from '../functions/admin/process.ts';
import { buildRequestOnBehalf } from '../functions/admin/request.ts';
import { buildConfirmRun } from '../functions/admin/runs-confirm.ts';
import { buildCreateRun } from '../functions/admin/runs-create.ts';
import { buildGetRunFile } from '../functions/admin/runs-file.ts';
import { buildGetRun } from '../functions/admin/runs-get.ts';
import { buildImportRunResult } from '../functions/admin/runs-result.ts';
import { buildGetBalance } from '../functions/payouts/balance.ts';
import { buildRequestBulk } from '../functions/payouts/bulk.ts';
import { buildCancelPayout } from '../functions/payouts/cancel.ts';
import { buildGetPayout } from '../functions/payouts/get.ts';
import { buildListPayouts } from '../functions/payouts/list.ts';
import { buildRequestPayout } from '../functions/payouts/request.ts';
import { buildPaypalWebhook } from '../functions/webhooks/paypal.ts';
import { buildZelleWebhook } from '../functions/webhooks/zelle.ts';
import { buildContinueRuns } from '../functions/workers/continue-runs.ts';
import { buildNotify } from '../functions/workers/notify.ts';
import { buildOpenBalances } from '../functions/workers/open-balances.ts';
import { buildReconcile } from '../functions/workers/reconcile.ts';
import { buildReleaseScheduled } from '../functions/workers/release-scheduled.ts';
import { buildSendPaypal } from '../functions/workers/send-paypal.ts';
import { buildSweep } from '../functions/workers/sweep.ts';
import { buildSyncPaypal } from '../functions/workers/sync-paypal.ts';
import { openPaypal } from '../libs/paypal/client.ts';
import { openStore, type Store } from '../libs/store/engine/client.ts';
import type { Dependencies } from '../libs/workflows/dependencies.ts';
import type { Certificate } from '../local/paypal/certificate.ts';
import { BANK_SECRET } from '../testing/bank.ts';
import { paceOn } from '../testing/pace.ts';
import { openWorld } from '../testing/world.ts';
import { openPaypalAccount, type PaypalAccount } from './paypal-account.ts';
import { type FaultProxy, startProxy } from './proxy/server.ts';
import { openStream, type Stream } from './stream.ts';

/**
 * How long a call may hang in a step in which some do. Elsewhere it is as long as in production: a busy
 * machine is no fault.
 */
const PATIENCE_MS = 150;

export type Handlers = ReturnType<typeof handlersOf>;

/**
 * The whole service: its real handlers on a real engine and real simulators of PayPal, each behind a
 * proxy.
 */
export interface System {
  /** Those whose turn it is. */
  handlers: Handlers;
  /**
   * Sets the handlers for a step. If calls of the database or of PayPal hang in it, they give those up soon,
   * and no others: a call that is slow on a busy machine would look like a fault of no plan.
   */
  setPatience(hanging?: 'database' | 'paypal'): void;
  /** The operator's check of the books, past all faults. */
  reconcile: ReturnType<typeof buildReconcile>;
  /** The operator's opening of all balance rows, which scans as no other path may, past all faults too. */
  open: ReturnType<typeof buildOpenBalances>;
  /** The sweep, past all faults of the database: SES may refuse it all the same. */
  sweep: ReturnType<typeof buildSweep>;
  /** The database as the service sees it, and as it is. */
  database: FaultProxy;
  store: Store;
  /** The PayPal accounts that the company has, and the one that is set up. */
  paypals: readonly PaypalAccount[];
  paypal: PaypalAccount;
  /** Sets up the next account of the company, or the one with this index. */
  changePaypal(index?: number): void;
  stream: Stream;
  /** The time, which only a run moves on. */
  clock: { ms: number };
  mails: { to: string; subject: string }[];
  /** Whether mails are refused, as SES does when there are too many. */
  post: { isClosed: boolean };
  close(): Promise<void>;
}

/**
 * Starts a system on these tables, or on empty ones. `certificate` is PayPal's; making one takes a moment.
 */
export async function startSystem(
  startAt: number,
  certificate: Certificate,
  opened: ReturnType<typeof openWorld> = openWorld({ stream: true }),
): Promise<System> {
  const clock = { ms: startAt };
  const mails: System['mails'] = [];
  const post = { isClosed: false };
  const { world, close } = await opened;
  const paypals = await Promise.all(
    ['first', 'second'].map((name) => openPaypalAccount(name, clock, certificate)),
  );
  const database = await startProxy({
    target: world.settings.store.endpoint ?? '',
    contention: true,
    watch: true,
  });
  const settings = {
    ...world.settings,
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
  const stores = { patient: openStore(store), impatient: openImpatientStore(store) };
  const doors = paypals.map((account) => ({
    account,
    patient: handlersAt(account, stores.patient),
    impatientWithPaypal: handlersAt(account, stores.patient, PATIENCE_MS),
    impatient: handlersAt(account, stores.impatient, PATIENCE_MS),
  }));
  const stream = await openStream(world.settings.store);
  const [first] = doors;
  if (!first) throw new Error('There is no PayPal account.');
  let door = first;

  function handlersAt({ settings: paypal }: PaypalAccount, store: Store, timeoutMs?: number): Handlers {
    const client = openPaypal(paypal, timeoutMs, paceOn(clock));
    return handlersOf({ ...dependencies, settings: { ...settings, paypal }, store, paypal: client });
  }

  const system: System = {
    handlers: door.patient,
    setPatience(hanging) {
      if (hanging === 'database') system.handlers = door.impatient;
      else system.handlers = hanging === 'paypal' ? door.impatientWithPaypal : door.patient;
    },
    reconcile: buildReconcile({ ...dependencies, store: world.store }),
    open: buildOpenBalances({ ...dependencies, store: world.store }),
    sweep: buildSweep({ ...dependencies, store: world.store }),
    database,
    store: world.store,
    paypals,
    paypal: door.account,
    changePaypal(index = (paypals.indexOf(system.paypal) + 1) % paypals.length) {
      door = doors[index] ?? door;
      system.paypal = door.account;
      system.setPatience();
    },
    stream,
    clock,
    mails,
    post,
    async close() {
      await Promise.all([database.close(), ...paypals.map((account) => account.close())]);
      close();
    },
  };
  return system;
}

function openImpatientStore(settings: Dependencies['settings']['store']): Store {
  const store = openStore(settings);
  giveUpAfter(store, PATIENCE_MS);
  return store;
}

/** Sets how long the store waits for an answer of the database. */
export function giveUpAfter({ db }: Store, ms: number): void {
  const handler = db.config.requestHandler as unknown as {
    updateHttpClientConfig(name: 'requestTimeout', ms: number): void;
  };
  handler.updateHttpClientConfig('requestTimeout', ms);
}

function handlersOf(dependencies: Dependencies) {
  return {
    request: buildRequestPayout(dependencies),
    bulk: buildRequestBulk(dependencies),
    onBehalf: buildRequestOnBehalf(dependencies),
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
    createRun: buildCreateRun(dependencies),
    confirmRun: buildConfirmRun(dependencies),
    getRun: buildGetRun(dependencies),
    runFile: buildGetRunFile(dependencies),
    runResults: buildImportRunResult(dependencies),
    continueRuns: buildContinueRuns(dependencies),
  };
}
