import { PayoutsApiError } from './error.ts';

/** Waits for this many milliseconds; rejects with the signal's reason if it is aborted meanwhile. */
export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>;

const FIRST_WAIT_MS = 250;

/** An answer that asks for a longer wait than this is given to the caller. */
const LONGEST_WAIT_MS = 60_000;

interface RetryOptions {
  retries: number;
  sleep: Sleep;
  /** Whether the call may be sent again although it may have been carried out. */
  isRepeatable: boolean;
  signal: AbortSignal | undefined;
}

/** Tries until the call succeeds, fails for good, has failed too often, or is aborted. */
export async function withRetries<Result>(
  attempt: () => Promise<Result>,
  { retries, sleep, isRepeatable, signal }: RetryOptions,
): Promise<Result> {
  for (let failures = 0; ; failures++) {
    signal?.throwIfAborted();
    try {
      return await attempt();
    } catch (error) {
      signal?.throwIfAborted();
      if (failures >= retries || !mayRetry(error, isRepeatable)) throw error;
      await sleep(Math.max(backoff(failures), error.retryAfterMs ?? 0), signal);
    }
  }
}

/** What was refused before anything was done can be sent again; anything else only if that does no harm. */
function mayRetry(error: unknown, isRepeatable: boolean): error is PayoutsApiError {
  if (!(error instanceof PayoutsApiError)) return false;
  const { code, status, retryAfterMs = 0, isOutcomeUnknown } = error;
  const wasNothingDone = code === 'try_again' || status === 429;
  return retryAfterMs <= LONGEST_WAIT_MS && (wasNothingDone || (isRepeatable && isOutcomeUnknown));
}

/** Twice as long each time, less up to a half: clients that failed together should not come back together. */
function backoff(failures: number): number {
  return Math.min(FIRST_WAIT_MS * 2 ** failures, LONGEST_WAIT_MS) * (1 - Math.random() / 2);
}

/** The wait of a client that is not given another one. */
export const sleepFor: Sleep = (ms, signal) =>
  new Promise((resolve, reject) => {
    const wake = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', wake);
      if (signal?.aborted) reject(signal.reason);
      else resolve();
    };
    const timer = setTimeout(wake, ms);
    signal?.addEventListener('abort', wake);
  });
