import type { TestAnswer } from '../testing/call.ts';
import type { AimedTouch } from './actions/aim.ts';
import type { Entry, ModelPayout } from './model/account.ts';
import type { RunOperation } from './runs/operations.ts';

/** What becomes of a payout's money at PayPal, by the receiver's name; see `local/paypal/fates.ts`. */
export const FATES = [
  'paid',
  'returned',
  'refused',
  'blocked',
  'denied',
  'unclaimed',
  'unclaimed',
  'hold',
] as const;

/** A call that asks for payouts: one for each amount, all under one key or under none. */
export interface Wish {
  affiliate: number;
  amounts: number[];
  isBulk: boolean;
  fate: (typeof FATES)[number];
  method: 'paypal' | 'zelle';
  dueInMs?: number;
  hasKey: boolean;
  /** Whether an admin asks on the affiliate's behalf, with a reference for a key. */
  isByAdmin: boolean;
}

/** What people do to a payout, to move it on. */
export const MOVES = ['cancel', 'start', 'complete', 'fail', 'return', 'amend', 'recall'] as const;
export type Move = (typeof MOVES)[number];

/**
 * What is done to one payout: moves, what the bank partner says of it, what the old function sets, and a
 * look at it.
 */
export const TOUCHES = [...MOVES, 'bank', 'old-status', 'look'] as const;
export type Touch = (typeof TOUCHES)[number];

/**
 * How the old service writes a record: as we do, with blanks and capitals, with digits in text, or past
 * reading.
 */
export const SPELLINGS = ['tidy', 'tidy', 'untidy', 'text', 'unreadable'] as const;
export type Spelling = (typeof SPELLINGS)[number];

/** What the old functions set a status to. */
export const OLD_STATUSES = ['pending', 'processing', 'completed', 'failed'] as const;
export type OldStatus = (typeof OLD_STATUSES)[number];

/** What runs by itself, or by an operator. */
export const WORKERS = [
  'release',
  'deliver',
  'webhooks',
  'settle',
  'reverse',
  'sync',
  'daily-sync',
  'open',
  'change-paypal',
  'continue-runs',
] as const;
export type Worker = (typeof WORKERS)[number];

/** One thing that happens, as the plan has it. A `pick` chooses among what there is when its step begins. */
export type Operation =
  | ({ kind: 'request' } & Wish)
  | { kind: 'repeat'; pick: number; isAltered: boolean }
  | AimedTouch
  | { kind: 'balance' | 'list'; affiliate: number }
  | { kind: 'earn'; affiliate: number; change: number }
  | { kind: 'toggle' | 'remove' | 'reopen'; affiliate: number }
  | ({ kind: 'old-request' } & OldRequest)
  | { kind: 'mend'; pick: number }
  | { kind: Worker }
  | RunOperation
  | { kind: 'backup' | 'restore' };

/** A payout that the old function for requests puts on record, if its own sum covers it. */
export interface OldRequest {
  affiliate: number;
  amount: number;
  status: OldStatus;
  method: 'paypal' | 'zelle';
  spelling: Spelling;
  /** Whether it writes the time of the request, without which no index shows the record. */
  isDated: boolean;
}

/** A request as it was sent. Each payout has a receiver of its own, which tells the call that it is of. */
export interface Request {
  kind: 'request';
  userId: string;
  key?: string;
  /** Whether an admin makes it on the affiliate's behalf: then the key is a reference. */
  isByAdmin: boolean;
  isBulk: boolean;
  body: { amount: number; payment_method: string; payment_email: string; scheduled_for?: string }[];
}

/** What a call with a key is known by: a reference of an admin is never an affiliate's own key. */
export function nameOf({ key, isByAdmin }: Pick<Request, 'key' | 'isByAdmin'>): string | undefined {
  return key === undefined ? undefined : `${isByAdmin ? 'reference' : 'key'} ${key}`;
}

/** A move that a person makes, with the words that go into the history. */
export interface MoveAct {
  kind: Move;
  payoutId: string;
  by: string;
  isByStranger: boolean;
  transactionId?: string;
  reason?: string;
  notes?: string;
  override?: string;
}

/** What was done to one affiliate, by a caller, another service or the clock, with every choice made. */
export type Act =
  | Request
  | MoveAct
  | { kind: 'look'; payoutId: string; isByStranger: boolean }
  | {
      kind: 'bank';
      payoutId: string;
      word: BankWord;
      delivery: string;
      transactionId?: string;
      reason?: string;
    }
  | { kind: 'balance' | 'list' }
  | { kind: 'earn'; earned: number }
  | { kind: 'toggle'; standing: 'active' | 'closed' }
  | { kind: 'remove' }
  | { kind: 'restore'; standing: 'active'; earned: number }
  | { kind: 'old-request'; payoutId: string; payout: ModelPayout; isWritten: boolean }
  | { kind: 'old-status'; payoutId: string; to: OldStatus; transactionId: string }
  | { kind: 'mend' | 'date'; payoutId: string }
  | { kind: 'correct'; payoutId: string; to: 'completed' | 'failed' | 'pending'; transactionId: string }
  | { kind: 'move'; payoutId: string; entry: Entry; at: string; role: string };

/** What the bank partner can say of a Zelle payout. */
export type BankWord = 'completed' | 'failed' | 'returned';

/** What an operation comes to, its choices being made: for whom, what, and how to do it. */
export interface Choice {
  affiliateId: string;
  act: Act;
  perform: () => Promise<TestAnswer | undefined>;
}

/**
 * How it ended, as the caller knows it: an answer, a refusal with nothing done, or nothing that can be
 * relied on.
 */
export type Outcome =
  | { kind: 'done'; answer?: TestAnswer }
  | { kind: 'refused'; code: string; details?: Record<string, unknown> }
  | { kind: 'unknown'; status: number };

/** One entry of the record of a run. */
export interface Event {
  affiliateId: string;
  act: Act;
  outcome: Outcome;
}

/**
 * What an answer says of the call's outcome. Only `try_again` among the faults promises that nothing was
 * done.
 */
export function outcomeOf(answer: TestAnswer): Outcome {
  if (answer.status < 300) return { kind: 'done', answer };
  const { code, details } = answer.json.error;
  if (answer.status >= 500 && code !== 'try_again') return { kind: 'unknown', status: answer.status };
  return { kind: 'refused', code, ...(details && { details }) };
}
