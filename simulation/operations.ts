import type { TestAnswer } from '../testing/call.ts';

/** What becomes of a payout's money at PayPal, by the receiver's name; see `local/paypal/fates.ts`. */
export const FATES = ['paid', 'returned', 'refused', 'blocked', 'denied', 'unclaimed', 'hold'] as const;

/** A call that asks for payouts: one for each amount, all under one key or under none. */
export interface Wish {
  affiliate: number;
  amounts: number[];
  isBulk: boolean;
  fate: (typeof FATES)[number];
  method: 'paypal' | 'zelle';
  dueInMs?: number;
  hasKey: boolean;
}

/** What people do to a payout, to move it on. */
export const MOVES = ['cancel', 'start', 'complete', 'fail'] as const;
export type Move = (typeof MOVES)[number];

/** What is done to one payout: moves, what the bank partner says of it, and a look at it. */
export const TOUCHES = [...MOVES, 'bank', 'look'] as const;
export type Touch = (typeof TOUCHES)[number];

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
] as const;
export type Worker = (typeof WORKERS)[number];

/** One thing that somebody does, as the plan has it. A `pick` chooses among what there is when its step begins. */
export type Operation =
  | ({ kind: 'request' } & Wish)
  | { kind: 'repeat'; pick: number; isAltered: boolean }
  | { kind: Touch; pick: number }
  | { kind: 'balance' | 'list'; affiliate: number }
  | { kind: 'earn'; affiliate: number; change: number }
  | { kind: 'toggle'; affiliate: number }
  | { kind: Worker };

/** A request as it was sent. The receiver is nobody else's, so that a payout tells which call it is of. */
export interface Request {
  kind: 'request';
  userId: string;
  key?: string;
  isBulk: boolean;
  body: { amount: number; payment_method: string; payment_email: string; scheduled_for?: string }[];
}

/** What was done to one affiliate, by a caller or by the clock, with every choice made. */
export type Act =
  | Request
  | { kind: Move; payoutId: string; transactionId: string; isByStranger: boolean }
  | { kind: 'look'; payoutId: string; isByStranger: boolean }
  | { kind: 'bank'; payoutId: string; transactionId?: string }
  | { kind: 'balance' | 'list' }
  | { kind: 'earn'; earned: number }
  | { kind: 'toggle'; isActive: boolean }
  | { kind: 'move'; payoutId: string; to: string; at: string; role: string; transactionId?: string };

/** What an operation comes to, its choices being made: for whom, what, and how to do it. */
export interface Choice {
  affiliateId: string;
  act: Act;
  perform: () => Promise<TestAnswer | undefined>;
}

/** How it ended, as the caller knows it: an answer, a refusal with nothing done, or nothing that can be relied on. */
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

/** What an answer says of the call's outcome. Only `try_again` among the faults promises that nothing was done. */
export function outcomeOf(answer: TestAnswer): Outcome {
  if (answer.status < 300) return { kind: 'done', answer };
  const { code, details } = answer.json.error;
  if (answer.status >= 500 && code !== 'try_again') return { kind: 'unknown', status: answer.status };
  return { kind: 'refused', code, ...(details && { details }) };
}
