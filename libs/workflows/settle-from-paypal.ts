import isItem from '../../schemas/compiled/paypal-item.js';
import { isCode, tryAgain } from '../payouts/errors.ts';
import { type Payout, requirePayout, requireReadable } from '../payouts/payout.ts';
import type { ProviderWord } from '../payouts/provider.ts';
import { describeReason, isCompanysReason } from '../payouts/provider-reasons.ts';
import type { Action, Step } from '../payouts/transitions.ts';
import type { PaypalBatch, PaypalItem } from '../paypal/client.ts';
import { reasonNameOf, settlementOf } from '../paypal/settlement.ts';
import { alarm, log } from '../runtime/log.ts';
import { getReadablePayout } from '../store/payouts/get-payout.ts';
import { annotateProvider } from '../store/payouts/provider-lease.ts';
import { takeStep } from '../store/payouts/transition.ts';
import type { PaypalDependencies } from './dependencies.ts';

/** What PayPal was found to say of a payout, and the payout as it is then. */
export interface Finding {
  payout: Payout;
  word: ProviderWord;
  /** The reason that PayPal gives, if it is the company's own to clear. */
  blockedBy?: string;
}

/** A batch in one of these is still on its way, whatever it says of its items. */
const BATCH_UNDER_WAY = new Set(['NEW', 'PENDING', 'PROCESSING']);

/**
 * Settles our payout by an item that was just fetched, and by nothing else. `known` is the payout that PayPal
 * was asked about, as it was read before: it is read again only if the item is of another one, or if
 * something has changed it since.
 * @returns undefined if it is no payout of ours
 */
export async function settleByItem(
  dependencies: PaypalDependencies,
  item: PaypalItem,
  known?: Payout,
): Promise<Finding | undefined> {
  const found = await payoutWith(dependencies, item.payout_item.sender_item_id, known);
  if (!found?.provider) {
    log('warn', 'paypal-unknown-item', { itemId: item.payout_item_id });
    return undefined;
  }
  const settlement = settlementOf(found, item);
  if (settlement.kind === 'mismatch') {
    alarm('paypal-mismatch', {
      payoutId: found.payout_id,
      itemId: item.payout_item_id,
      fields: settlement.fields,
    });
    return { payout: found, word: 'strange' };
  }
  // A batch is adopted by what it paid, or by PayPal's own answer to a repeated post.
  const isOurs = found.provider.batch_id === item.payout_batch_id;
  const payout = isOurs || settlement.kind === 'complete' ? await note(dependencies, found, item) : found;
  if (settlement.kind === 'settled') return { payout, word: 'decided' };
  const blockedBy = companysReasonOf(item);
  if (settlement.kind === 'wait') return { payout, word: 'undecided', ...blockedBy };
  const { kind: action, ...facts } = settlement;
  return { payout: await end(dependencies, payout, { action, ...facts }), word: 'decided', ...blockedBy };
}

/**
 * Settles our payout by a batch that was just fetched: by its item or, if PayPal denied the batch, by that.
 */
export async function settleByBatch(
  dependencies: PaypalDependencies,
  batch: PaypalBatch,
  known?: Payout,
): Promise<Finding | undefined> {
  const { batch_status, payout_batch_id } = batch.batch_header;
  const item: unknown = Array.isArray(batch.items) ? batch.items[0] : undefined;
  const isDenied = batch_status === 'DENIED' || batch_status === 'CANCELED';
  if (!isDenied && isItem(item)) return settleByItem(dependencies, item, known);
  const payout = known ?? (await getReadablePayout(dependencies.store, senderBatchIdOf(batch)));
  if (!payout) return undefined;
  if (!isDenied) return { payout, word: BATCH_UNDER_WAY.has(batch_status) ? 'undecided' : 'strange' };
  // A batch that was denied has freed its id, and the payout may since have been posted in another one.
  if (payout.provider?.batch_id !== payout_batch_id) return { payout, word: 'strange' };
  const reason = describeReason(isItem(item) ? reasonNameOf(item) : undefined, batch_status);
  const ended = await end(dependencies, payout, { action: 'fail', reason });
  return { payout: ended, word: 'decided', ...(isItem(item) && companysReasonOf(item)) };
}

async function payoutWith(
  { store }: PaypalDependencies,
  payoutId: string,
  known: Payout | undefined,
): Promise<Payout | undefined> {
  return known?.payout_id === payoutId ? known : getReadablePayout(store, payoutId);
}

function senderBatchIdOf({ batch_header }: PaypalBatch): string {
  const { sender_batch_id } = (batch_header.sender_batch_header ?? {}) as { sender_batch_id?: unknown };
  return typeof sender_batch_id === 'string' ? sender_batch_id : '';
}

function companysReasonOf(item: PaypalItem): Pick<Finding, 'blockedBy'> {
  const name = reasonNameOf(item);
  return name !== undefined && isCompanysReason(name) ? { blockedBy: name } : {};
}

async function end(
  { store, now, newId }: PaypalDependencies,
  payout: Payout,
  facts: { action: Action; transaction_id?: string; reason?: string },
): Promise<Payout> {
  const { notes } = (facts.action === 'fail' && payout.provider?.recall) || {};
  const step: Step = {
    ...facts,
    ...(notes !== undefined && { notes }),
    id: newId(),
    at: now(),
    by: 'paypal',
    role: 'provider',
  };
  const taken = takeStep(store, payout, step, ({ provider }) => {
    // Who posts now may be about to pay what this would give back.
    if (facts.action !== 'complete' && provider && provider.lease_until > now()) throw tryAgain();
  });
  return taken.catch(async (error: unknown) => {
    if (!isCode(error, 'invalid_transition')) throw error;
    // It was settled in the meantime: by a webhook, the sync, or the same delivery twice.
    return requireReadable(requirePayout(await getReadablePayout(store, payout.payout_id)));
  });
}

/** @returns the payout with what was noted */
async function note({ store, now }: PaypalDependencies, payout: Payout, item: PaypalItem): Promise<Payout> {
  const facts = {
    batch_id: item.payout_batch_id,
    item_id: item.payout_item_id,
    status: item.transaction_status,
    reason: reasonNameOf(item, payout.provider),
  };
  const { provider } = payout;
  const names = Object.keys(facts) as (keyof typeof facts)[];
  if (!provider || names.every((name) => provider[name] === facts[name])) return payout;
  const noted = { ...facts, status_at: now(), unresolved: false };
  await annotateProvider(store, payout, noted);
  return { ...payout, provider: { ...provider, ...noted } };
}
