import { type Answer, refusal } from './answers.ts';

/** How many posts of payouts are taken in each window of time. PayPal takes 400 a minute. */
export interface PostLimit {
  posts: number;
  windowMs: number;
  /** Whether a 429 says when the next window begins; PayPal does not promise that. */
  saysWhen: boolean;
}

/** Counts posts, and answers those that are over the limit. */
export interface PostLimiter {
  /** From now on. Without a limit, every post is taken. */
  set(limit: PostLimit | undefined): void;
  /** The answer to a post that comes now, if it is over the limit. */
  refuse(): Answer | undefined;
}

/** A limiter that takes everything until it is told otherwise. */
export function createPostLimiter(now: () => number): PostLimiter {
  let limit: PostLimit | undefined;
  let endsAt = Number.NEGATIVE_INFINITY;
  let taken = 0;
  return {
    set(wanted) {
      limit = wanted;
      endsAt = Number.NEGATIVE_INFINITY;
    },
    refuse() {
      if (!limit) return undefined;
      if (now() >= endsAt) {
        endsAt = now() + limit.windowMs;
        taken = 0;
      }
      if (taken < limit.posts) {
        taken++;
        return undefined;
      }
      const seconds = Math.ceil((endsAt - now()) / 1000);
      const answer = refusal(429, 'RATE_LIMIT_REACHED', 'Too many requests. Blocked due to rate limiting.');
      return limit.saysWhen ? { ...answer, headers: { 'retry-after': String(seconds) } } : answer;
    },
  };
}
