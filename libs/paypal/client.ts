import type { Validator } from '../../schemas/build/validator.ts';
import isBatch from '../../schemas/compiled/paypal-batch.js';
import isError from '../../schemas/compiled/paypal-error.js';
import isItem from '../../schemas/compiled/paypal-item.js';
import isToken from '../../schemas/compiled/paypal-token.js';
import type { Valid as PaypalBatch } from '../../schemas/outside/paypal-batch.ts';
import type { Valid as PaypalError } from '../../schemas/outside/paypal-error.ts';
import type { Valid as PaypalItem } from '../../schemas/outside/paypal-item.ts';
import { dollarsOf } from '../payouts/money.ts';
import type { Payout } from '../payouts/payout.ts';
import type { PaypalSettings } from '../runtime/settings.ts';

export type { PaypalBatch, PaypalItem };

/** How a post ended. Only `refused` says that no money moves; `unknown` may have been accepted; `later` was not looked at. */
export type CreateOutcome =
  | { kind: 'accepted'; batchId: string }
  | { kind: 'duplicate'; batchId: string }
  | { kind: 'refused'; name: string }
  | { kind: 'unknown'; why: string }
  | { kind: 'later'; why: string };

/** PayPal's Payouts API, as far as we use it. */
export interface Paypal {
  /** Posts a payout of one item under its own id. Never throws: what is not clear is `unknown`. */
  create(payout: Payout): Promise<CreateOutcome>;
  /** The batch, or undefined where PayPal knows none. @throws Error where it did not answer */
  getBatch(batchId: string): Promise<PaypalBatch | undefined>;
  /** The item, or undefined where PayPal knows none. @throws Error where it did not answer */
  getItem(itemId: string): Promise<PaypalItem | undefined>;
}

interface Reply {
  status: number;
  body: unknown;
}

const TIMEOUT_MS = 10_000;

/** A token is given up this long before it expires. */
const TOKEN_MARGIN_MS = 60_000;

/** A client with a token that is fetched when it is needed, kept, and renewed once where PayPal has forgotten it. */
export function openPaypal(
  { baseUrl, clientId, clientSecret }: PaypalSettings,
  timeoutMs = TIMEOUT_MS,
): Paypal {
  let token: { value: string; expiresAt: number } | undefined;

  async function getToken(): Promise<string> {
    if (token && token.expiresAt > Date.now()) return token.value;
    const { status, body } = await send(`${baseUrl}/v1/oauth2/token`, timeoutMs, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: 'grant_type=client_credentials',
    });
    if (status !== 200 || !isToken(body)) throw new Error(`PayPal gave no token: ${status}.`);
    token = { value: body.access_token, expiresAt: Date.now() + body.expires_in * 1000 - TOKEN_MARGIN_MS };
    return token.value;
  }

  async function call(path: string, init: RequestInit = {}): Promise<Reply> {
    const reply = await callWith(await getToken(), path, init);
    if (reply.status !== 401) return reply;
    token = undefined;
    return callWith(await getToken(), path, init);
  }

  function callWith(value: string, path: string, init: RequestInit): Promise<Reply> {
    const headers = { authorization: `Bearer ${value}`, 'content-type': 'application/json' };
    return send(baseUrl + path, timeoutMs, { ...init, headers });
  }

  async function get<Shape>(path: string, isShape: Validator<Shape>): Promise<Shape | undefined> {
    const { status, body } = await call(path);
    if (status === 404) return undefined;
    if (status !== 200 || !isShape(body)) throw new Error(`PayPal did not answer for ${path}: ${status}.`);
    return body;
  }

  return {
    async create(payout) {
      try {
        await getToken();
      } catch (error) {
        return { kind: 'later', why: String(error) };
      }
      try {
        const init = { method: 'POST', body: JSON.stringify(batchOf(payout)) };
        return outcomeOf(await call('/v1/payments/payouts', init));
      } catch (error) {
        return { kind: 'unknown', why: String(error) };
      }
    },
    getBatch: (batchId) => get(`/v1/payments/payouts/${encodeURIComponent(batchId)}`, isBatch),
    getItem: (itemId) => get(`/v1/payments/payouts-item/${encodeURIComponent(itemId)}`, isItem),
  };
}

/** No redirect is ever followed: the API has none, and a token must not travel. */
async function send(url: string, timeoutMs: number, init: RequestInit): Promise<Reply> {
  const signal = AbortSignal.timeout(timeoutMs);
  const response = await fetch(url, { ...init, signal, redirect: 'error' });
  const text = await response.text();
  return { status: response.status, body: parse(text) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** One payout is one batch of one item, and its id is the batch's: that is what PayPal dedupes by. No text of a person's goes in. */
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

function outcomeOf({ status, body }: Reply): CreateOutcome {
  if (status === 201 && isBatch(body))
    return { kind: 'accepted', batchId: body.batch_header.payout_batch_id };
  if (status === 401) return { kind: 'later', why: 'PayPal does not accept our token.' };
  // It has looked at nothing yet. As `unknown`, it would make a refusal of the next post one that says nothing.
  if (status === 429) return { kind: 'later', why: 'PayPal takes no more posts for the moment.' };
  if (!isError(body)) return { kind: 'unknown', why: `PayPal answered ${status}.` };
  const batchId = batchLinkedBy(body);
  if (status === 400 && batchId) return { kind: 'duplicate', batchId };
  if (!isClearRefusal(status, body))
    return { kind: 'unknown', why: `PayPal answered ${status}, ${body.name}.` };
  return { kind: 'refused', name: body.name };
}

/** A complaint about the id means that PayPal knows a batch of that id, which may be paying. */
function isClearRefusal(status: number, error: PaypalError): boolean {
  const isAboutThePayment = !error.name.includes('IN_PROGRESS') && !complaintAboutId(error);
  return (status === 400 || status === 403 || status === 422) && isAboutThePayment;
}

/** A repeated sender_batch_id is answered with a link to the batch that it made: the only way back from a lost answer. */
function batchLinkedBy(error: PaypalError): string | undefined {
  const href = complaintAboutId(error)?.link?.[0]?.href;
  return href?.match(/\/v1\/payments\/payouts\/([\w-]+)$/)?.[1];
}

function complaintAboutId({ details = [] }: PaypalError) {
  return details.find(({ field }) => field?.toUpperCase().endsWith('SENDER_BATCH_ID'));
}
