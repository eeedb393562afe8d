import { setTimeout as sleep } from 'node:timers/promises';
import { openPaypal } from '../libs/paypal/client.ts';
import { openPace } from '../libs/paypal/pace.ts';
import type { RunContext } from '../libs/runtime/invocation.ts';
import { startPaypalSimulator } from '../local/paypal/server.ts';
import type { Simulator } from '../local/paypal/simulator.ts';
import { addAffiliate, addPayouts, type SeededPayout, type World } from '../testing/world.ts';

const ACCOUNT = { clientId: 'client', clientSecret: 'secret', webhookId: 'WEBHOOK' };

/** PayPal's limit, and how often the service posts as it is set up. */
export const POSTS_PER_MINUTE = 400;
const OUR_POSTS_PER_MINUTE = 390;

/** How long PayPal takes for a post. */
const POST_MS = 750;

/** A clock on which time passes faster than it does. */
export interface FastClock {
  now(): number;
  sleep(ms: number): Promise<void>;
  /** Lambda's context for a function that has this long. */
  contextFor(timeoutMs: number): RunContext;
}

export function fastClock(speed: number): FastClock {
  const began = Date.now();
  const now = () => began + (Date.now() - began) * speed;
  return {
    now,
    sleep: (ms) => sleep(ms / speed),
    contextFor(timeoutMs) {
      const until = now() + timeoutMs;
      return { getRemainingTimeInMillis: () => Math.max(0, until - now()) };
    },
  };
}

/** PayPal with its limit of posts, on this clock. */
export async function limitedPaypal(clock: FastClock, speed: number, saysWhen: boolean): Promise<Simulator> {
  const simulator = await startPaypalSimulator({ ...ACCOUNT, port: 0, delayMs: 0, now: clock.now });
  simulator.limitPosts({ posts: POSTS_PER_MINUTE, windowMs: 60_000, saysWhen });
  simulator.plan({ on: 'create', kind: 'delay', ms: POST_MS / speed, times: Number.MAX_SAFE_INTEGER });
  return simulator;
}

/** The world of one process of the sender: its clock, and a client of PayPal of its own. */
export function processOf(world: World, { url }: Simulator, clock: FastClock): World {
  const settings = {
    ...ACCOUNT,
    baseUrl: url,
    postsPerMinute: OUR_POSTS_PER_MINUTE,
    extraCertificateOrigins: [],
  };
  const paypal = openPaypal(settings, undefined, openPace(OUR_POSTS_PER_MINUTE, clock));
  return { ...world, now: () => new Date(clock.now()).toISOString(), paypal };
}

/** Payouts that an admin has just started, all at once. */
export async function startPayouts(world: World, count: number, at: string): Promise<SeededPayout[]> {
  const { affiliate_id } = await addAffiliate(world);
  const history = [
    { id: 'start', status: 'processing' as const, at, by: 'user-admin', role: 'admin' as const },
  ];
  const started = {
    affiliate_id,
    status: 'processing' as const,
    affiliate_status: `processing#${affiliate_id}`,
    rail: 'paypal' as const,
    requested_at: at,
    history,
  };
  return addPayouts(world, ...Array.from({ length: count }, () => started));
}
