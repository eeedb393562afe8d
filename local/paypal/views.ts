import type { Batch, BatchStatus, Item } from './batches.ts';
import type { ItemError, ItemStatus } from './fates.ts';
import { toTime } from './ids.ts';
import { type ItemRequest, type PayoutsRequest, toCents } from './payouts-request.ts';

/** The batch as GET shows it. */
export interface BatchView {
  batch_header: HeaderView;
  items: ItemView[];
  links: object[];
}

/** The header of a batch as GET shows it. */
export interface HeaderView {
  payout_batch_id: string;
  batch_status: BatchStatus;
  time_created: string;
  time_completed?: string;
  sender_batch_header: PayoutsRequest['sender_batch_header'];
  funding_source: 'BALANCE';
  amount: Money;
  fees?: Money;
}

/** The item as GET and its events show it. */
export interface ItemView {
  payout_item_id: string;
  transaction_id?: string;
  transaction_status: ItemStatus;
  payout_item_fee?: Money;
  payout_batch_id: string;
  payout_item: ItemRequest & { recipient_wallet: 'PAYPAL' };
  time_processed?: string;
  errors?: ItemError & { information_link: string; details: object[]; links: object[] };
  links: object[];
}

interface Money {
  currency: string;
  value: string;
}

const FEE_CENTS = 25;
const ERRORS_PAGE = 'https://developer.paypal.com/docs/api/payments.payouts-batch/#errors';
const PAGE_SIZE = 1000;

/** A batch as the answer to its creation shows it. */
export function showCreated(batch: Batch, url: string): object {
  const { id, status, header } = batch;
  return {
    batch_header: { payout_batch_id: id, batch_status: status, sender_batch_header: header },
    links: [batchLink(batch, url)],
  };
}

/** A batch as GET shows it, with one page of its items. */
export function showBatch(batch: Batch, url: string, query = new URLSearchParams()): BatchView {
  const size = Number(query.get('page_size') ?? PAGE_SIZE);
  const start = (Number(query.get('page') ?? 1) - 1) * size;
  return {
    batch_header: showHeader(batch),
    items: batch.items.slice(start, start + size).map((item) => showItem(item, batch, url)),
    links: [batchLink(batch, url)],
  };
}

/** A batch as its events show it: without items. */
export function showBatchEvent(batch: Batch, url: string): object {
  return {
    batch_header: { ...showHeader(batch), payments: batch.items.length },
    links: [batchLink(batch, url)],
  };
}

/** An item as GET and its events show it. */
export function showItem(item: Item, batch: Batch, url: string): ItemView {
  const { error, processedAt } = item;
  const { amount, ...request } = item.request;
  return {
    payout_item_id: item.id,
    ...(item.transactionId && { transaction_id: item.transactionId }),
    transaction_status: item.status,
    // Until a batch is being processed, PayPal tells no fees.
    ...(batch.status !== 'PENDING' && { payout_item_fee: money(feeCents(batch)) }),
    payout_batch_id: item.batchId,
    payout_item: { ...request, amount: { ...amount }, recipient_wallet: 'PAYPAL' },
    ...(processedAt !== undefined && { time_processed: toTime(processedAt) }),
    ...(error && { errors: { ...error, information_link: ERRORS_PAGE, details: [], links: [] } }),
    links: [
      link(`${url}/v1/payments/payouts-item/${item.id}`, 'item'),
      link(`${url}/v1/payments/payouts/${item.batchId}`, 'batch'),
    ],
  };
}

/** The link to a batch, which is also how the answer to a repeated sender_batch_id names it. */
export function batchLink(batch: Batch, url: string): object {
  return link(`${url}/v1/payments/payouts/${batch.id}`, 'self');
}

function showHeader(batch: Batch): HeaderView {
  const amounts = batch.items.map(({ request }) => toCents(request.amount.value));
  return {
    payout_batch_id: batch.id,
    batch_status: batch.status,
    time_created: toTime(batch.createdAt),
    ...(batch.completedAt !== undefined && { time_completed: toTime(batch.completedAt) }),
    sender_batch_header: batch.header,
    funding_source: 'BALANCE',
    amount: money(amounts.reduce((sum, cents) => sum + cents, 0)),
    ...(batch.status !== 'PENDING' && { fees: money(batch.items.length * feeCents(batch)) }),
  };
}

function feeCents(batch: Batch): number {
  return batch.status === 'DENIED' ? 0 : FEE_CENTS;
}

function money(cents: number): Money {
  const fraction = String(cents % 100).padStart(2, '0');
  return { currency: 'USD', value: `${Math.floor(cents / 100)}.${fraction}` };
}

function link(href: string, rel: string): object {
  return { href, rel, method: 'GET', encType: 'application/json' };
}
