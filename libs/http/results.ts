import { log } from '../runtime/log.ts';
import { toPayoutError } from './errors.ts';

/** How one item of many ended. A failure has the code and details that a call of its own would have had. */
export type Result<Payout> =
  | { payout_id: string; success: true; payout: Payout }
  | { payout_id: string; success: false; error: { code: string; message: string; details?: object } };

/**
 * Runs one of many, so that its failure is its own. A fault of ours is logged here, because the call as a
 * whole succeeds.
 */
export async function resultOf<Payout>(
  payout_id: string,
  run: () => Promise<Payout>,
): Promise<Result<Payout>> {
  try {
    return { payout_id, success: true, payout: await run() };
  } catch (thrown) {
    const { code, message, details } = toPayoutError(thrown);
    if (code === 'internal') log('error', 'item', { payout_id, stack: (thrown as Error).stack });
    return { payout_id, success: false, error: { code, message, ...(details && { details }) } };
  }
}
