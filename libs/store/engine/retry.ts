import { setTimeout as sleep } from 'node:timers/promises';
import { isCode, outcomeUnknown, tryAgain } from '../../payouts/errors.ts';
import { isOutcomeUnknown } from './aws-errors.ts';
import type { Store } from './client.ts';

const ATTEMPTS_MAX = 8;
const BACKOFF_BASE_MS = 25;
const BACKOFF_CAP_MS = 1000;

/** What must be left of the function's time for one more attempt and the answer. */
const ATTEMPT_MS = 1500;

/** The answer of an attempt that found the row busy, or its own view of it stale: nothing was done. */
export const AGAIN = Symbol('again');

/**
 * Attempts until one settles, with full jitter, at most eight times and never past the time that is left.
 * An attempt must be safe to repeat, whether or not the one before it took place. Tests bring their own
 * `pause`.
 * @throws try_again if nothing was done; internal if an attempt's outcome stays unknown
 */
export async function untilSettled<Settled>(
  { remainingMs }: Pick<Store, 'remainingMs'>,
  attempt: () => Promise<Settled | typeof AGAIN>,
  pause: (ms: number) => Promise<unknown> = sleep,
): Promise<Settled> {
  const faults: unknown[] = [];
  for (let tries = 0; tries < ATTEMPTS_MAX; tries++) {
    if (tries > 0) await pause(backoffMs(tries));
    if (remainingMs() < ATTEMPT_MS) break;
    const result = await attempt().catch((error: unknown) => keepIfRepeatable(error, faults));
    if (result !== AGAIN) return result as Settled;
  }
  // After one attempt of unknown outcome, it is no longer certain that nothing was done.
  throw faults.length > 0 ? outcomeUnknown(faults[0]) : tryAgain();
}

function keepIfRepeatable(error: unknown, faults: unknown[]): typeof AGAIN {
  if (isOutcomeUnknown(error)) faults.push(error);
  else if (!isCode(error, 'try_again')) throw error;
  return AGAIN;
}

function backoffMs(tries: number): number {
  return Math.random() * Math.min(BACKOFF_CAP_MS, BACKOFF_BASE_MS * 2 ** tries);
}
