import {
  type AdminPayout,
  type Instruction,
  type PayoutInstruction,
  PayoutsApiError,
  type PayoutsClient,
  type ProcessResult,
} from '../../client/index.ts';

/** What is to be done, and to which payout. */
export interface Order {
  payout: AdminPayout;
  instruction: Instruction;
}

/**
 * What became of an order. `unknown`: its answer was lost. `unsent`: it was never sent, or refused unread.
 */
export interface Outcome {
  payout: AdminPayout;
  is: 'done' | 'refused' | 'unknown' | 'unsent';
  /** What a person should read; a thrown error has its own words. */
  error?: unknown;
  /** The code of a refusal, and the warnings that it was for. */
  code?: string;
  warnings?: string[];
}

/** The service takes no more in one call. */
const ITEMS_MAX = 100;

/** A bulk body may have 256 KiB. */
const BYTES_MAX = 240 * 1024;

/** Carries out orders, call by call. After a call that failed as a whole, nothing more is sent. */
export async function carryOut(
  client: PayoutsClient,
  orders: Order[],
  onProgress: (done: number) => void,
): Promise<Outcome[]> {
  const size = callSizeFor(orders);
  const outcomes: Outcome[] = [];
  for (let from = 0; from < orders.length; from += size) {
    const called = orders.slice(from, from + size);
    try {
      const { results } = await client.admin.payouts.processMany(called.map(itemOf));
      outcomes.push(...called.map(({ payout }, index) => outcomeOf(payout, results[index])));
      onProgress(outcomes.length);
    } catch (error) {
      const isUnknown = !(error instanceof PayoutsApiError) || error.isOutcomeUnknown;
      const unsent = orders
        .slice(from + size)
        .map(({ payout }) => ({ payout, is: 'unsent', error }) as const);
      const failed = called.map(
        ({ payout }) => ({ payout, is: isUnknown ? 'unknown' : 'unsent', error }) as const,
      );
      return [...outcomes, ...failed, ...unsent];
    }
  }
  return outcomes;
}

function itemOf({ payout, instruction }: Order): PayoutInstruction {
  return { payout_id: payout.payout_id, ...instruction };
}

/** How many orders fit into one call, also if all are as long as the longest. */
function callSizeFor(orders: Order[]): number {
  const encoder = new TextEncoder();
  const sizes = orders.map((order) => encoder.encode(JSON.stringify(itemOf(order))).length + 1);
  return Math.min(ITEMS_MAX, Math.floor(BYTES_MAX / Math.max(...sizes)));
}

function outcomeOf(payout: AdminPayout, result: ProcessResult | undefined): Outcome {
  if (!result) return { payout, is: 'unknown' };
  if (result.success) return { payout: result.payout, is: 'done' };
  const { error } = result;
  const { code, message } = error;
  return {
    payout,
    is: code === 'internal' ? 'unknown' : 'refused',
    error: message,
    code,
    ...(code === 'needs_override' && { warnings: error.details.warnings }),
  };
}
