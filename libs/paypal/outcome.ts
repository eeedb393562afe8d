import isBatch from '../../schemas/compiled/paypal-batch.js';
import isError from '../../schemas/compiled/paypal-error.js';
import type { Valid as PaypalError } from '../../schemas/outside/paypal-error.ts';
import { isCompanysReason } from '../payouts/provider-reasons.ts';
import type { Reply } from './transport.ts';

/**
 * How a post ended. Only `refused` says that this payout will never be paid. `unknown` may have been
 * accepted. Of `later`, `limited` and `blocked`, nothing was done: the first passes by itself, the second
 * with fewer posts, and the third is for the company to fix.
 */
export type CreateOutcome =
  | { kind: 'accepted'; batchId: string }
  | { kind: 'duplicate'; batchId: string }
  | { kind: 'refused'; name: string }
  | { kind: 'unknown'; why: string }
  | { kind: 'blocked'; name: string }
  | { kind: 'later'; why: string }
  | { kind: 'limited'; retryAfterMs?: number | undefined };

/** A member of an error's `details`, each of which may have any form. */
interface Detail {
  field?: unknown;
  issue?: unknown;
  link?: unknown;
}

/** By these statuses PayPal says that it did not do what was asked. */
const REFUSALS = new Set([400, 403, 422]);

/** What PayPal says when it knows a batch of the same id, or is just making one. */
const ABOUT_ANOTHER = /already.?exists|duplicate|in.?progress/i;

/** Says so little that it may be about another batch of the same id. */
const SAYS_NOTHING = 'USER_BUSINESS_ERROR';

/**
 * Judges the answer to a post. When in doubt, the outcome is unknown: money is never given back while it may
 * be paid.
 */
export function outcomeOf({ status, body, retryAfterMs }: Reply): CreateOutcome {
  if (status === 201 && isBatch(body))
    return { kind: 'accepted', batchId: body.batch_header.payout_batch_id };
  if (status === 401) return { kind: 'blocked', name: 'AUTHENTICATION_FAILURE' };
  // PayPal has not looked at the post. If this were `unknown`, a clear refusal of the next post would not
  // count.
  if (status === 429) return { kind: 'limited', retryAfterMs };
  if (!isError(body)) return { kind: 'unknown', why: `PayPal answered ${status}.` };
  return REFUSALS.has(status) ? judgeRefusal(status, body) : unknown(status, body);
}

function judgeRefusal(status: number, error: PaypalError): CreateOutcome {
  if (isAboutAnother(error)) {
    const batchId = status === 400 ? batchLinkedBy(error) : undefined;
    return batchId ? { kind: 'duplicate', batchId } : unknown(status, error);
  }
  if (status === 403 || isCompanysReason(error.name)) return { kind: 'blocked', name: error.name };
  if (error.name === SAYS_NOTHING && detailsOf(error).length === 0) return unknown(status, error);
  return { kind: 'refused', name: error.name };
}

function unknown(status: number, { name }: PaypalError): CreateOutcome {
  return { kind: 'unknown', why: `PayPal answered ${status}, ${name}.` };
}

/**
 * A complaint about the id, or about something that exists already, means that a batch of that id may be
 * paying.
 */
function isAboutAnother(error: PaypalError): boolean {
  const isSaid = [error.name, error.message].some(speaksOfAnother);
  return isSaid || detailsOf(error).some(isComplaintAboutId);
}

function isComplaintAboutId({ field, issue }: Detail): boolean {
  const isOfId = typeof field === 'string' && field.toUpperCase().endsWith('SENDER_BATCH_ID');
  return isOfId || speaksOfAnother(issue);
}

/** In whatever form it is said. */
function speaksOfAnother(said: unknown): boolean {
  return ABOUT_ANOTHER.test(JSON.stringify([said]));
}

/**
 * A repeated sender_batch_id is answered with a link to the batch that it made: the only way back from a lost
 * answer.
 */
function batchLinkedBy(error: PaypalError): string | undefined {
  const [link] = [detailsOf(error).find(isComplaintAboutId)?.link].flat() as ({ href?: unknown } | null)[];
  const href = link?.href;
  const form = /\/v1\/payments\/payouts\/([\w-]+)$/;
  return typeof href === 'string' ? href.match(form)?.[1] : undefined;
}

function detailsOf({ details }: PaypalError): Detail[] {
  const all: unknown[] = Array.isArray(details) ? details : [];
  return all.filter((detail): detail is Detail => typeof detail === 'object' && detail !== null);
}
