import { errorOf, fateOf, type ItemError, type ItemStatus, isDenied } from './fates.ts';
import { newCode } from './ids.ts';
import type { ItemRequest, PayoutsRequest } from './payouts-request.ts';

/** The states of a batch that the simulator knows. */
export type BatchStatus = 'PENDING' | 'PROCESSING' | 'SUCCESS' | 'DENIED';

/** One payment to one receiver. */
export interface Item {
  id: string;
  batchId: string;
  request: ItemRequest;
  status: ItemStatus;
  transactionId?: string;
  error?: ItemError;
  processedAt?: number;
  /** Whether the money has ever reached the receiver, even if it came back. */
  wasPaid: boolean;
  /** The states that are still to come. */
  ahead: ItemStatus[];
}

/** What one create call made. */
export interface Batch {
  id: string;
  header: PayoutsRequest['sender_batch_header'];
  status: BatchStatus;
  createdAt: number;
  completedAt?: number;
  items: Item[];
}

/** All that this PayPal knows of payments. */
export interface Ledger {
  batches: Map<string, Batch>;
  items: Map<string, Item>;
}

/** Something that moved, and that an event may tell of; cancelling has its own event. */
export type Change = { batch: Batch } | { item: Item; wasCanceled?: true };

const DAY_MS = 86_400_000;
const DEDUPE_MS = 30 * DAY_MS;
const CLAIM_MS = 30 * DAY_MS;

/** If money moved, or is held for the receiver, PayPal shows a transaction. */
const WITH_TRANSACTION = new Set<ItemStatus>(['SUCCESS', 'UNCLAIMED', 'ONHOLD']);

/** A PayPal that has paid nothing yet. */
export function emptyLedger(): Ledger {
  return { batches: new Map(), items: new Map() };
}

/** Accepts a batch that was validated and is no repetition: nothing has moved yet. */
export function addBatch(ledger: Ledger, request: PayoutsRequest, now: number): Batch {
  const id = newCode(13);
  const items = request.items.map((item) => newItem(id, item));
  const batch: Batch = { id, header: request.sender_batch_header, status: 'PENDING', createdAt: now, items };
  ledger.batches.set(id, batch);
  for (const item of items) ledger.items.set(item.id, item);
  return batch;
}

/** The batch that still occupies a sender_batch_id: for 30 days, unless it was denied. */
export function findOccupant(ledger: Ledger, senderBatchId: string, now: number): Batch | undefined {
  return [...ledger.batches.values()].find(
    ({ header, status, createdAt }) =>
      header.sender_batch_id === senderBatchId && status !== 'DENIED' && now - createdAt < DEDUPE_MS,
  );
}

/** Takes a batch one step further, and tells what moved; later steps are for what comes back. */
export function advance(batch: Batch, now: number): Change[] {
  if (batch.status === 'PENDING') return [begin(batch, now)];
  if (batch.status === 'PROCESSING') return finish(batch, now);
  return batch.items.flatMap((item) => comeBack(item, now));
}

/** Whether something will still move by itself. */
export function hasMoreAhead(batch: Batch): boolean {
  return batch.items.some(({ ahead }) => ahead.length > 0);
}

/** Puts an item into a state, wherever it was; what was ahead of it no longer is. */
export function moveItem(item: Item, status: ItemStatus, now: number): Change {
  item.ahead = [];
  enter(item, status, now);
  return { item };
}

function newItem(batchId: string, request: ItemRequest): Item {
  const ahead = fateOf(request.receiver);
  return { id: newCode(13), batchId, request, status: 'PENDING', wasPaid: false, ahead };
}

function begin(batch: Batch, now: number): Change {
  const denied = batch.items.some(({ request }) => isDenied(request.receiver));
  batch.status = denied ? 'DENIED' : 'PROCESSING';
  if (denied) {
    batch.completedAt = now;
    for (const item of batch.items) Object.assign(item, { status: 'FAILED', processedAt: now, ahead: [] });
  }
  return { batch };
}

function finish(batch: Batch, now: number): Change[] {
  const changes = batch.items.flatMap((item) => (item.status === 'PENDING' ? step(item, now) : []));
  batch.status = 'SUCCESS';
  batch.completedAt = now;
  return [...changes, { batch }];
}

function comeBack(item: Item, now: number): Change[] {
  const isOverdue = item.status === 'UNCLAIMED' && now - (item.processedAt ?? now) >= CLAIM_MS;
  return isOverdue ? [moveItem(item, 'RETURNED', now)] : step(item, now);
}

function step(item: Item, now: number): Change[] {
  const status = item.ahead.shift();
  if (status === undefined) return [];
  enter(item, status, now);
  return [{ item }];
}

function enter(item: Item, status: ItemStatus, now: number): void {
  const error = errorOf(status);
  // A return was observed to be another transaction: the id that an item shows can change.
  if (status === 'RETURNED' || (WITH_TRANSACTION.has(status) && !item.transactionId)) {
    item.transactionId = newCode(17);
  }
  item.status = status;
  item.processedAt = now;
  item.wasPaid ||= status === 'SUCCESS';
  delete item.error;
  if (error) item.error = error;
}
