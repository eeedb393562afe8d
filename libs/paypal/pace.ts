import { setTimeout as sleep } from 'node:timers/promises';

const MINUTE_MS = 60_000;

/** Who comes late by less has not lost a turn: timers are late, and more so on a busy machine. */
const LATE_MS_MAX = 300;

/** How long to wait after a 429 that does not say it. */
const PAUSE_MS = 15_000;

/** No `Retry-After` is heeded for longer: a warm process would wait for a mistake of PayPal's. */
const PAUSE_MS_MAX = 10 * MINUTE_MS;

/** Longer than a post takes: after a 429, one at a time is tried until one is taken. */
const TRIAL_GAP_MS = 1500;

/** The clock of a pace. Tests bring their own. */
export interface PaceClock {
  now(): number;
  sleep(ms: number): Promise<unknown>;
}

/**
 * When this process may post. By itself it keeps PayPal's limit; several processes together learn from the
 * 429 that they must wait.
 */
export interface Pace {
  /**
   * Waits for a turn to post, first come, first served, but not if that takes longer than this.
   * @returns whether it is one's turn
   */
  turn(patienceMs: number): Promise<boolean>;
  /** A post was answered with 429, and maybe with the time to wait. */
  slowDown(retryAfterMs?: number): void;
  /** A post was taken. */
  goOn(): void;
}

/** The pace of a process that posts so often: in no minute more than a few times oftener. */
export function openPace(postsPerMinute: number, clock: PaceClock = { now: Date.now, sleep }): Pace {
  const usualGapMs = MINUTE_MS / postsPerMinute;
  let gapMs = usualGapMs;
  let nextAt = Number.NEGATIVE_INFINITY;
  let queue: Promise<unknown> = Promise.resolve();

  async function comeUp(patientUntil: number): Promise<boolean> {
    // While one waits, another's 429 can move the next turn.
    for (let waitMs = nextAt - clock.now(); waitMs > 0; waitMs = nextAt - clock.now()) {
      if (nextAt > patientUntil) return false;
      await clock.sleep(waitMs);
    }
    nextAt = Math.max(nextAt, clock.now() - LATE_MS_MAX) + gapMs;
    return true;
  }

  return {
    turn(patienceMs) {
      const patientUntil = clock.now() + patienceMs;
      const turn = queue.then(() => comeUp(patientUntil));
      queue = turn;
      return turn;
    },
    slowDown(retryAfterMs = PAUSE_MS) {
      nextAt = Math.max(nextAt, clock.now() + Math.min(retryAfterMs, PAUSE_MS_MAX));
      gapMs = Math.max(usualGapMs, TRIAL_GAP_MS);
    },
    goOn() {
      gapMs = usualGapMs;
    },
  };
}
