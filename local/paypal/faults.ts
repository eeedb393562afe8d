import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, refusal } from './answers.ts';

/** The calls that can be disturbed. */
export const DISTURBED_CALLS = ['token', 'create', 'batch', 'item', 'cancel', 'certificate'] as const;

/** What can go wrong with a call. Kinds with "after" do what was asked first, and so does "garbage". */
export const CALL_FAULT_KINDS = [
  /** The connection is cut, nothing was done. */
  'lost-before',
  /** It was done, and the connection is cut. */
  'lost-after',
  /** A `status` of 500, 503 or 429 (500 by default), nothing was done. */
  'status',
  /** It was done, and the answer is that `status`. */
  'status-after',
  /** No answer ever comes, nothing was done. */
  'hang',
  /** It was done, and no answer ever comes. */
  'hang-after',
  /** It is done after `ms` (1000 by default), even if the caller has given up by then. */
  'delay',
  /** It was done, and the answer has the right status and no JSON. */
  'garbage',
  /** 400 PREVIOUS_REQUEST_IN_PROGRESS, nothing was done. */
  'in-progress',
  /** A clear no, with `status` and `name` (422 INSUFFICIENT_FUNDS by default). */
  'refuse',
] as const;

/** What can go wrong with the delivery of events. */
export const WEBHOOK_FAULT_KINDS = [
  /** The event is delivered `copies` times (2 by default). */
  'duplicate',
  /** The events wait for each other, and are delivered last first; `times` is 2 by default. */
  'reorder',
  /** The event is never delivered. */
  'drop',
] as const;

/** A fault of the next calls of one kind. */
export interface CallFault {
  on: (typeof DISTURBED_CALLS)[number];
  kind: (typeof CALL_FAULT_KINDS)[number];
  /** How many calls it disturbs; one by default. */
  times?: number;
  status?: number;
  name?: string;
  ms?: number;
}

/** A fault of the delivery of the next events. */
export interface WebhookFault {
  on: 'webhook';
  kind: (typeof WEBHOOK_FAULT_KINDS)[number];
  /** How many events it disturbs; one by default. */
  times?: number;
  copies?: number;
}

/** A fault on demand. */
export type Fault = CallFault | WebhookFault;

/** The faults that are still to come, first planned first. */
export interface Faults {
  plan(...faults: Fault[]): void;
  clear(): void;
  /** The fault of this call, which is thereby used once. */
  forCall(on: string): CallFault | undefined;
  /** The fault of this kind of the event that is being sent, and how many more events it is for. */
  forWebhook(kind: WebhookFault['kind']): (WebhookFault & { left: number }) | undefined;
}

/** What became of a call: an answer, a cut connection, or silence. */
export type Outcome = Answer | 'lost' | 'silent';

type Effect = (fault: CallFault, act: () => Answer, signal: AbortSignal) => Outcome | Promise<Outcome>;

const STATUS_NAMES = new Map([
  [429, 'RATE_LIMIT_REACHED'],
  [503, 'SERVICE_UNAVAILABLE'],
]);

const EFFECTS: Record<CallFault['kind'], Effect> = {
  'lost-before': () => 'lost',
  'lost-after': (_fault, act) => act() && 'lost',
  status: ({ status }) => trouble(status),
  'status-after': ({ status }, act) => act() && trouble(status),
  hang: () => 'silent',
  'hang-after': (_fault, act) => act() && 'silent',
  delay: ({ ms = 1000 }, act, signal) => sleep(ms, undefined, { signal }).then(act, () => 'lost' as const),
  garbage: (_fault, act) => ({ status: act().status, body: '{"batch_header": <html>' }),
  'in-progress': () =>
    refusal(400, 'PREVIOUS_REQUEST_IN_PROGRESS', 'A previous request on this resource is in progress.'),
  refuse: ({ status = 422, name = 'INSUFFICIENT_FUNDS' }) => refusal(status, name, 'The call was refused.'),
};

/** A queue of faults, empty. */
export function createFaults(): Faults {
  let queue: (Fault & { left: number })[] = [];
  const take = (fits: (fault: Fault) => boolean) => {
    const fault = queue.find(fits);
    if (fault && --fault.left <= 0) queue = queue.filter((other) => other !== fault);
    return fault;
  };
  return {
    plan(...faults) {
      queue.push(...faults.map((fault) => ({ ...fault, left: fault.times ?? defaultTimes(fault) })));
    },
    clear() {
      queue = [];
    },
    forCall: (on) => take((fault) => fault.on === on) as CallFault | undefined,
    forWebhook: (kind) =>
      take((fault) => fault.on === 'webhook' && fault.kind === kind) as ReturnType<Faults['forWebhook']>,
  };
}

/** Lets a call happen with its fault, if it has one; the signal ends a delay. */
export function suffer(fault: CallFault | undefined, act: () => Answer, signal: AbortSignal) {
  return fault ? EFFECTS[fault.kind](fault, act, signal) : act();
}

/** Whether JSON from outside describes a fault. */
export function isFault(value: unknown): value is Fault {
  if (typeof value !== 'object' || value === null) return false;
  const { on, kind, times, status, ms, copies, name } = value as Record<string, unknown>;
  const kinds: readonly unknown[] = on === 'webhook' ? WEBHOOK_FAULT_KINDS : CALL_FAULT_KINDS;
  const calls: readonly unknown[] = ['webhook', ...DISTURBED_CALLS];
  const numbers = [times, status, ms, copies].filter((number) => number !== undefined);
  const isNamed = name === undefined || typeof name === 'string';
  return calls.includes(on) && kinds.includes(kind) && isNamed && numbers.every(isPositive);
}

function isPositive(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) > 0;
}

function defaultTimes({ kind }: Fault): number {
  return kind === 'reorder' ? 2 : 1;
}

function trouble(status = 500): Answer {
  return refusal(status, STATUS_NAMES.get(status) ?? 'INTERNAL_SERVER_ERROR', 'An error occurred.');
}
