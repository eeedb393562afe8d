import { openPace, type Pace } from '../libs/paypal/pace.ts';

/** A clock that tests set. */
export interface Clock {
  ms: number;
}

export const UNLIMITED = Number.POSITIVE_INFINITY;

/** A pace for which no test has to wait: instead of sleeping, it sets the clock. */
export function paceOn(clock: Clock, postsPerMinute = UNLIMITED): Pace {
  return openPace(postsPerMinute, {
    now: () => clock.ms,
    sleep: async (ms) => {
      clock.ms += ms;
    },
  });
}
