import { createHash } from 'node:crypto';
import type { Validator } from '../../schemas/build/validator.ts';
import isBatch from '../../schemas/compiled/paypal-batch.js';
import isItem from '../../schemas/compiled/paypal-item.js';
import type { Valid as PaypalBatch } from '../../schemas/outside/paypal-batch.ts';
import type { Valid as PaypalItem } from '../../schemas/outside/paypal-item.ts';
import { dollarsOf } from '../payouts/money.ts';
import type { Payout } from '../payouts/payout.ts';
import type { PaypalSettings } from '../runtime/settings.ts';
import { type CreateOutcome, outcomeOf } from './outcome.ts';
import { openPace } from './pace.ts';
import { openTransport, PaypalError, type Reply } from './transport.ts';

export type { CreateOutcome, PaypalBatch, PaypalItem };

/** PayPal's Payouts API, as far as we use it. */
export interface Paypal {
  /** Tells this account from any other, without naming it. */
  account: string;
  /** Waits for a turn to post, but no longer than this. @returns whether there is one */
  turn(patienceMs: number): Promise<boolean>;
  /** Posts a payout of one item under its own id. Never throws: what is not clear is `unknown`. */
  create(payout: Payout): Promise<CreateOutcome>;
  /** The batch, or undefined if PayPal knows none. @throws Error if it gave no answer that can be used */
  getBatch(batchId: string): Promise<PaypalBatch | undefined>;
  /** The item, or undefined if PayPal knows none. @throws Error if it gave no answer that can be used */
  getItem(itemId: string): Promise<PaypalItem | undefined>;
  /**
   * Takes back an item that nobody has claimed. The item says whether it did.
   * @throws Error if it did not answer
   */
  cancelItem(itemId: string): Promise<void>;
}

const TIMEOUT_MS = 10_000;

const ACCOUNT_LENGTH = 16;

/** A client of one PayPal account. */
export function openPaypal(
  settings: PaypalSettings,
  timeoutMs = TIMEOUT_MS,
  pace = openPace(settings.postsPerMinute),
): Paypal {
  const transport = openTransport(settings, timeoutMs);

  async function get<Shape>(path: string, isShape: Validator<Shape>): Promise<Shape | undefined> {
    const reply = await transport.call(path);
    if (reply.status === 404) return undefined;
    if (reply.status === 200 && isShape(reply.body)) return reply.body;
    throw new PaypalError(troubleIn(reply), `PayPal did not answer for ${path}: ${reply.status}.`);
  }

  async function post(payout: Payout): Promise<CreateOutcome> {
    try {
      const init = { method: 'POST', body: JSON.stringify(batchOf(payout)) };
      return outcomeOf(await transport.call('/v1/payments/payouts', init));
    } catch (error) {
      if (error instanceof PaypalError) return withoutToken(error);
      return { kind: 'unknown', why: String(error) };
    }
  }

  return {
    account: accountOf(settings),
    turn: pace.turn,
    async create(payout) {
      const outcome = await post(payout);
      if (outcome.kind === 'limited') pace.slowDown(outcome.retryAfterMs);
      else if (outcome.kind !== 'unknown' && outcome.kind !== 'later') pace.goOn();
      return outcome;
    },
    getBatch: (batchId) => get(`/v1/payments/payouts/${encodeURIComponent(batchId)}`, isBatch),
    getItem: (itemId) => get(pathOfItem(itemId), isItem),
    async cancelItem(itemId) {
      const reply = await transport.call(`${pathOfItem(itemId)}/cancel`, { method: 'POST' });
      if (reply.status < 500 && reply.status !== 429 && troubleIn(reply) !== 'blocked') return;
      throw new PaypalError(troubleIn(reply), `PayPal did not answer for the recall: ${reply.status}.`);
    },
  };
}

/** A fingerprint of the account of these settings. Both of PayPal's names for its API lead to the same. */
export function accountOf({ baseUrl, clientId }: Pick<PaypalSettings, 'baseUrl' | 'clientId'>): string {
  const { host } = new URL(baseUrl);
  const name = `${host.replace(/^api-m\./, 'api.')} ${clientId}`;
  return createHash('sha256').update(name).digest('hex').slice(0, ACCOUNT_LENGTH);
}

/** Without a token nothing was posted. */
function withoutToken(error: PaypalError): CreateOutcome {
  if (error.trouble === 'limited') return { kind: 'limited', retryAfterMs: error.retryAfterMs };
  return error.trouble === 'blocked'
    ? { kind: 'blocked', name: 'AUTHENTICATION_FAILURE' }
    : { kind: 'later', why: String(error) };
}

function troubleIn({ status }: Reply): 'blocked' | 'silent' | 'strange' {
  if (status === 401 || status === 403) return 'blocked';
  return status === 200 ? 'strange' : 'silent';
}

function pathOfItem(itemId: string): string {
  return `/v1/payments/payouts-item/${encodeURIComponent(itemId)}`;
}

/**
 * One payout is one batch of one item, and its id is the batch's: that is what PayPal dedupes by. Nothing
 * that a person wrote goes in.
 */
function batchOf({ payout_id, amount, payment_email }: Payout) {
  return {
    sender_batch_header: { sender_batch_id: payout_id, email_subject: 'You have received a payout' },
    items: [
      {
        recipient_type: 'EMAIL',
        amount: { currency: 'USD', value: dollarsOf(amount) },
        receiver: payment_email,
        sender_item_id: payout_id,
      },
    ],
  };
}
