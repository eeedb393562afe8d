import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { STAGES } from '../../deploy/stages.ts';
import { FUNCTIONS } from '../../testing/roles/grants.ts';

const MINUTE = 60;

/** What API Gateway waits for an answer, in seconds. */
const API_GATEWAY = 30;

/** The seconds of a number of milliseconds that a file names. */
function secondsIn(file: string, name: string): number {
  const [, product] = new RegExp(`\\b${name}(?: =|:) ([\\d_ *]+)`).exec(readFileSync(file, 'utf8')) ?? [];
  if (!product) throw new Error(`${file} has no ${name}.`);
  const factors = product.split('*').map((factor) => Number(factor.replaceAll('_', '')));
  return factors.reduce((all, factor) => all * factor) / 1000;
}

const timeoutOf = (name: string) => FUNCTIONS[name]?.timeout ?? 0;
const batchOf = (name: string) => FUNCTIONS[name]?.events?.[0]?.stream.batchSize;

/** What each worker wants to have left to begin with another piece of its work. */
const PIECES = [
  ['releaseScheduled', secondsIn('functions/workers/release-scheduled.ts', 'PAGE_MS')],
  ['continueRuns', secondsIn('functions/workers/continue-runs.ts', 'RUN_MS')],
  ['syncPaypal', secondsIn('functions/workers/sync-paypal.ts', 'PAGE_MS')],
  ['sendPaypal', secondsIn('libs/workflows/send-to-paypal.ts', 'POST_MS_MAX')],
  ['reconcile', secondsIn('functions/workers/reconcile.ts', 'PAGE_MS')],
  ['openBalances', secondsIn('functions/workers/open-balances.ts', 'PAGE_MS')],
  ['audit', secondsIn('libs/workflows/audit/audit.ts', 'PAGE_MS')],
] as const;

describe('the timeout of', () => {
  it.each(PIECES)('%s leaves time for more than two pieces of its work', (name, piece) => {
    expect(timeoutOf(name)).toBeGreaterThan(2 * piece);
  });

  it.each(Object.keys(FUNCTIONS))('%s is one that Lambda allows, and is set', (name) => {
    expect(timeoutOf(name)).toBeGreaterThan(0);
    expect(timeoutOf(name)).toBeLessThanOrEqual(15 * MINUTE);
  });

  const callers = Object.entries(FUNCTIONS).filter(([, deployed]) =>
    deployed.events?.some(({ httpApi }) => httpApi),
  );
  it.each([...callers.map(([name]) => name), 'router'])(
    '%s is over before API Gateway is, with time to ask PayPal twice',
    (name) => {
      expect(timeoutOf(name)).toBeLessThan(API_GATEWAY);
      expect(timeoutOf(name)).toBeGreaterThan(2 * secondsIn('libs/workflows/ask-paypal.ts', 'ASK_MS'));
    },
  );

  it('confirmRun is over when the worker goes on with its run', () => {
    const worker = secondsIn('libs/workflows/runs/continue-run.ts', 'CALL_MS');
    expect(timeoutOf('confirmRun')).toBeLessThan(worker);
  });

  it('sendDigest is over when its lease is', () => {
    expect(timeoutOf('sendDigest')).toBeLessThan(secondsIn('libs/store/digests.ts', 'LEASE_MS'));
  });

  it('sendPaypal is enough for a batch at PayPal’s pace, and a post at its end', () => {
    const pace = (batchOf('sendPaypal') / STAGES.default.paypalPostsPerMinute) * MINUTE;
    const post = secondsIn('libs/workflows/send-to-paypal.ts', 'POST_MS_MAX');
    expect(timeoutOf('sendPaypal')).toBeGreaterThan(pace + post);
  });

  it('notify is enough for a batch of which each letter waits for SES', () => {
    const letter = secondsIn('libs/email/send.ts', 'requestTimeout');
    expect(timeoutOf('notify')).toBeGreaterThan(batchOf('notify') * letter);
  });
});
