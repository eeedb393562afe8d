import { isCode, tryAgain } from '../payouts/errors.ts';
import { type Payout, requirePayout, requireReadable } from '../payouts/payout.ts';
import type { Action, Step } from '../payouts/transitions.ts';
import type { PaypalBatch, PaypalItem } from '../paypal/client.ts';
import { describeReason } from '../paypal/reasons.ts';
import { settlementOf } from '../paypal/settlement.ts';
import { alarm, log } from '../runtime/log.ts';
import { getReadablePayout } from '../store/payouts/get-payout.ts';
import { annotateProvider } from '../store/payouts/provider-lease.ts';
import { takeStep } from '../store/payouts/transition.ts';
import type { PaypalDependencies } from './dependencies.ts';

/** Settles our payout by an item that was just fetched, and by nothing else. @returns the payout as it is then */
export async function settleByItem(
  dependencies: PaypalDependencies,
  item: PaypalItem,
): Promise<Payout | undefined> {
  const payout = await getReadablePayout(dependencies.store, item.payout_item.sender_item_id);
  if (!payout?.provider) {
    log('warn', 'paypal-unknown-item', { itemId: item.payout_item_id });
    return undefined;
  }
  const settlement = settlementOf(payout, item);
  if (settlement.kind === 'mismatch') {
    alarm('paypal-mismatch', {
      payoutId: payout.payout_id,
      itemId: item.payout_item_id,
      fields: settlement.fields,
    });
    return payout;
  }
  // A batch is adopted by what it paid, or by PayPal's own answer to a repeated post.
  const isOurs = payout.provider.batch_id === item.payout_batch_id;
  if (isOurs || settlement.kind === 'complete') await note(dependencies, payout, item);
  if (settlement.kind === 'wait' || settlement.kind === 'settled') return payout;
  const { kind: action, ...facts } = settlement;
  return end(dependencies, payout, { action, ...facts });
}

/** Settles our payout by a batch that was just fetched: by its item or, where PayPal denied the batch, by that. */
export async function settleByBatch(
  dependencies: PaypalDependencies,
  { batch_header, items = [] }: PaypalBatch,
): Promise<Payout | undefined> {
  const { batch_status, payout_batch_id, sender_batch_header } = batch_header;
  if (batch_status !== 'DENIED' && batch_status !== 'CANCELED')
    return items[0] && settleByItem(dependencies, items[0]);
  const payout = await getReadablePayout(dependencies.store, sender_batch_header?.sender_batch_id ?? '');
  // A batch that was denied has freed its id, and the payout may since have been posted in another one.
  if (payout?.provider?.batch_id !== payout_batch_id) return payout;
  const reason = describeReason(undefined, batch_status);
  return end(dependencies, payout, { action: 'fail', reason });
}

async function end(
  { store, now, newId }: PaypalDependencies,
  payout: Payout,
  facts: { action: Action; transaction_id?: string; reason?: string },
): Promise<Payout> {
  const step: Step = { ...facts, id: newId(), at: now(), by: 'paypal', role: 'provider' };
  const taken = takeStep(store, payout, step, ({ provider }) => {
    // Who posts now may be about to pay what this would give back.
    if (facts.action !== 'complete' && provider && provider.lease_until > now()) throw tryAgain();
  });
  return taken.catch(async (error: unknown) => {
    if (!isCode(error, 'invalid_transition')) throw error;
    // Somebody settled it in the meantime: a webhook, the sync, or the same delivery twice.
    return requireReadable(requirePayout(await getReadablePayout(store, payout.payout_id)));
  });
}

async function note(
  { store }: PaypalDependencies,
  payout: Payout,
  { payout_batch_id, payout_item_id, transaction_status }: PaypalItem,
): Promise<void> {
  const { batch_id, item_id, status } = payout.provider ?? {};
  if (batch_id === payout_batch_id && item_id === payout_item_id && status === transaction_status) return;
  const facts = {
    batch_id: payout_batch_id,
    item_id: payout_item_id,
    status: transaction_status,
    unresolved: false,
  };
  await annotateProvider(store, payout, facts);
}
