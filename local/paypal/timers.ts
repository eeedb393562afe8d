import { type Batch, hasMoreAhead } from './batches.ts';

/** Lets batches move on by themselves. */
export interface Pace {
  /** Plans the next step of a batch, in place of one that was planned before. */
  follow(batch: Batch): void;
  close(): void;
}

/**
 * An item moves after the delay, and shows as being processed after half of it; without a delay, nothing
 * moves by itself.
 */
export function createPace(delayMs: number, step: (batch: Batch) => void): Pace {
  const timers = new Map<string, NodeJS.Timeout>();

  function follow(batch: Batch): void {
    clearTimeout(timers.get(batch.id));
    timers.delete(batch.id);
    if (delayMs <= 0 || !(isUnderWay(batch) || hasMoreAhead(batch))) return;
    const wait = isUnderWay(batch) ? delayMs / 2 : delayMs;
    timers.set(
      batch.id,
      setTimeout(() => step(batch), wait),
    );
  }

  return {
    follow,
    close() {
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
    },
  };
}

function isUnderWay({ status }: Batch): boolean {
  return status === 'PENDING' || status === 'PROCESSING';
}
