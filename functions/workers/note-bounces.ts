import type { SNSEvent } from 'aws-lambda';
import { addressesOf, type MailStop } from '../../libs/payouts/undelivered.ts';
import { during, type RunContext } from '../../libs/runtime/invocation.ts';
import { log } from '../../libs/runtime/log.ts';
import { stopMail } from '../../libs/store/balances/mail-stops.ts';
import { getPayout } from '../../libs/store/payouts/get-payout.ts';
import type { Dependencies } from '../../libs/workflows/dependencies.ts';
import isMailEvent from '../../schemas/compiled/mail-event.js';
import type { Valid as MailEvent } from '../../schemas/outside/mail-event.ts';
import { deployedToAct } from '../deployed.ts';

/**
 * Woken by SES, by way of a topic that nobody else may publish to: stops the letters to an address that they
 * came back from for good, or whose owner reported one as spam. The letter's tag says which payout it was
 * about; only an address of that payout is stopped, and only for its affiliate.
 */
export const buildNoteBounces =
  (dependencies: Dependencies) =>
  async ({ Records }: SNSEvent, context: RunContext): Promise<void> => {
    const forThisRun = during(dependencies, context);
    for (const { Sns } of Records) await note(forThisRun, Sns.Message);
  };

async function note({ store }: Dependencies, message: string): Promise<void> {
  const event = parsed(message);
  if (!event) return log('warn', 'mail-event', { known: false });
  const [payoutId] = event.mail.tags?.payout ?? [];
  const stop = stopOf(event);
  if (!stop) return log('info', 'mail-event', { known: true, payoutId, kind: event.bounce?.bounceType });
  const payout = payoutId === undefined ? undefined : await getPayout(store, payoutId);
  for (const address of stop.addresses) {
    const isTheirs = payout !== undefined && addressesOf(payout).includes(address);
    const isNoted = isTheirs && (await stopMail(store, payout.affiliate_id, { address, why: stop.why }));
    // Never the address. One that is not the affiliate's is the admin's.
    log('warn', 'mail-stopped', { payoutId, affiliateId: payout?.affiliate_id, why: stop.why, isNoted });
  }
}

/** The addresses to stop; undefined if letters may still reach them, as after a full mailbox. */
function stopOf({ bounce, complaint }: MailEvent): { why: MailStop; addresses: string[] } | undefined {
  if (complaint) return { why: 'mail_complained', addresses: lower(complaint.complainedRecipients) };
  if (bounce?.bounceType !== 'Permanent') return undefined;
  return { why: 'mail_bounced', addresses: lower(bounce.bouncedRecipients) };
}

function lower(recipients: { emailAddress: string }[]): string[] {
  return recipients.map(({ emailAddress }) => emailAddress.toLowerCase());
}

function parsed(message: string): MailEvent | undefined {
  try {
    const event: unknown = JSON.parse(message);
    return isMailEvent(event) ? event : undefined;
  } catch {
    return undefined;
  }
}

export const handler = deployedToAct(buildNoteBounces);
