import { setTimeout as sleep } from 'node:timers/promises';
import type { Call, Json } from './call.ts';
import { cancelledBeside, isTransaction, throttled, unavailable } from './dynamodb.ts';
import { readsIndex } from './stale.ts';
import type { Answer } from './target.ts';

/** What can go wrong with a call on its way, whatever is behind the proxy. */
export const TRANSPORT_FAULTS = [
  /** The connection is reset, nothing was done. */
  'drop_before',
  /** It was done, and the connection is reset. */
  'drop_after',
  /** It is done after `ms` (unless told, 10), even if the caller has given up by then. */
  'delay',
  /** It was done, and half of the answer arrives before the connection ends. */
  'truncate',
  /** No answer ever comes, nothing was done. */
  'hang',
  /** It was done, and no answer ever comes. */
  'hang_after',
] as const;

/** What can go wrong inside DynamoDB. Nothing was done in the first three. */
export const DYNAMODB_FAULTS = [
  /** A transaction is cancelled because its item at the place `item` (unless told, the first) is busy. */
  'conflict',
  /** A transaction is cancelled with ThrottlingError at the place `item`; any other call is one too many. */
  'throttled',
  /** 500 InternalServerError. */
  'unavailable',
  /** A Query on an index is answered what it was answered earlier. */
  'stale',
  /** A Query stops after `limit` items (unless told, 1), as it may at any size: LastEvaluatedKey tells. */
  'short_page',
] as const;

export type FaultKind = (typeof TRANSPORT_FAULTS)[number] | (typeof DYNAMODB_FAULTS)[number];

/** A fault of one call. */
export interface Fault {
  kind: FaultKind;
  item?: number;
  ms?: number;
  limit?: number;
}

/** Decides about each call, once, as it comes in. A fault that does not fit the call is passed over. */
export type FaultFor = (call: Call) => Fault | undefined;

/** What becomes of a call: an answer, a reset connection, or silence. */
export type Outcome = Answer | 'reset' | 'silent';

/** A call in the hands of the proxy. */
export interface Passage {
  call: Call;
  /**
   * Lets it happen, with these members of the input changed. @throws Error if the target gave no answer
   */
  act(changes?: Json): Promise<Answer>;
  /** What the call was answered before its last change, for a query on an index. */
  before(): Answer | undefined;
  /** Ends a delay. */
  signal: AbortSignal;
}

type Effect = (passage: Passage, fault: Fault) => Outcome | Promise<Outcome>;

const EFFECTS: Record<FaultKind, Effect> = {
  drop_before: () => 'reset',
  drop_after: ({ act }) => act().then(() => 'reset'),
  delay: ({ act, signal }, { ms = 10 }) => sleep(ms, undefined, { signal }).then(() => act()),
  truncate: async ({ act }) => ({ ...(await act()), isCut: true }),
  hang: () => 'silent',
  hang_after: ({ act }) => act().then(() => 'silent'),
  conflict: ({ call, act }, { item = 0 }) =>
    cancelledBeside(call, 'TransactionConflict', (place) => place === item, act),
  throttled: ({ call, act }, { item = 0 }) =>
    isTransaction(call)
      ? cancelledBeside(call, 'ThrottlingError', (place) => place === item, act)
      : throttled(),
  unavailable: () => unavailable(),
  stale: async ({ act, before }) => {
    const present = await act();
    return before() ?? present;
  },
  short_page: ({ call, act }, { limit = 1 }) => act({ Limit: Math.min(limit, call.input?.Limit ?? limit) }),
};

/** Whether a call can suffer a fault of this kind. */
export function fits(kind: FaultKind, call: Call): boolean {
  if ((TRANSPORT_FAULTS as readonly FaultKind[]).includes(kind)) return true;
  if (!call.input) return false;
  if (kind === 'conflict') return isTransaction(call);
  if (kind === 'stale') return readsIndex(call);
  return kind !== 'short_page' || call.operation === 'Query';
}

/**
 * Lets a call happen, with its fault if it has one that fits. If the target gave no answer, neither does the
 * proxy.
 */
export async function suffer(passage: Passage, fault: Fault | undefined): Promise<Outcome> {
  try {
    return await (fault ? EFFECTS[fault.kind](passage, fault) : passage.act());
  } catch {
    return 'reset';
  }
}
