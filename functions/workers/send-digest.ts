import { digestLetter } from '../../libs/email/digest.ts';
import { render } from '../../libs/email/render.ts';
import { withEmail } from '../../libs/email/send.ts';
import { orderOf } from '../../libs/http/order.ts';
import { isEmpty } from '../../libs/payouts/digest.ts';
import { during, type RunContext } from '../../libs/runtime/invocation.ts';
import { log } from '../../libs/runtime/log.ts';
import { claimDigest, concludeDigest, releaseDigest } from '../../libs/store/digests.ts';
import type { Dependencies } from '../../libs/workflows/dependencies.ts';
import { readDigest } from '../../libs/workflows/read-digest.ts';
import isCall from '../../schemas/compiled/send-digest.js';
import { deployedToAct } from '../deployed.ts';

/**
 * How a run ended. `off`: no digest is set up. `done`: today's was sent, had nothing to tell, or is being
 * sent by another run. `empty`: there is nothing to tell today.
 */
export interface DigestReport {
  outcome: 'off' | 'done' | 'empty' | 'sent' | 'undeliverable';
}

/** What may still be on its way into an index when the digest is written: it is left to the next one. */
const SETTLING_MS = 60_000;

/**
 * Every day: tells the admin in one letter what waits, what needs a person, and what came in since the last
 * one. However often it is invoked, a day has one letter at most: a second one is only sent if a process dies
 * between SES's answer and the note of it.
 */
export const buildSendDigest =
  (dependencies: Dependencies) =>
  async (event: unknown, context: RunContext): Promise<DigestReport> => {
    orderOf(isCall, event);
    const forThisRun = during(dependencies, context);
    const send = senderOf(forThisRun);
    if (!send) return { outcome: 'off' };
    const { store, now, newId } = forThisRun;
    const run = { id: newId(), now: now() };
    const since = await claimDigest(store, run);
    if (since === undefined) return { outcome: 'done' };
    const period = { since, until: new Date(Date.parse(run.now) - SETTLING_MS).toISOString() };
    const outcome = await send(period).catch(async (error: Error) => {
      log('error', 'digest', { stack: error.stack });
      // If even this fails, the lease ends by itself.
      await releaseDigest(store, run).catch(() => undefined);
      // In words of our own: what is thrown is logged by Lambda too, and SES names addresses.
      throw new Error('The digest was not sent.');
    });
    await concludeDigest(store, run, period);
    log(outcome === 'undeliverable' ? 'warn' : 'info', 'digest', { outcome });
    return { outcome };
  };

/** How today's digest is sent; undefined if none is to be. */
function senderOf(dependencies: Dependencies) {
  const { settings, sendMail } = dependencies;
  const { adminEmail, adminMail, ...pages } = settings.email ?? {};
  if (adminMail !== 'daily' || !adminEmail || !sendMail) return undefined;
  const sender = { ...pages, company: settings.company.name };
  return async (period: { since: string; until: string }) => {
    const digest = await readDigest(dependencies, period);
    if (isEmpty(digest)) return 'empty' as const;
    return sendMail(adminEmail, render(digestLetter(digest, period, sender), sender));
  };
}

export const handler = deployedToAct(buildSendDigest, withEmail);
