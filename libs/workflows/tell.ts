import type { Mail } from '../email/mails.ts';
import { render } from '../email/render.ts';
import { letterFor } from '../email/templates.ts';
import type { Payout } from '../payouts/payout.ts';
import { isStopped } from '../payouts/undelivered.ts';
import { log } from '../runtime/log.ts';
import { getStoppedMail } from '../store/balances/mail-stops.ts';
import type { Store } from '../store/engine/client.ts';
import { markMailed } from '../store/payouts/mark-mailed.ts';
import type { Dependencies } from './dependencies.ts';

/** Whom the admin's mails about single requests go to; undefined if the admin wants none of them. */
export function adminFor({ settings }: Pick<Dependencies, 'settings'>): string | undefined {
  const { adminEmail, adminMail = 'each' } = settings.email ?? {};
  return adminMail === 'each' ? adminEmail : undefined;
}

/**
 * Hands a mail about a payout to SES, and notes in the payout that it was: a second one is only sent if a
 * process dies between SES's answer and that note. Without a sender, nothing happens.
 * @throws what SES throws while it takes no mail; try_again
 */
export async function tell(
  { settings, store, sendMail }: Dependencies,
  { mail, payout }: { mail: Mail; payout: Payout },
): Promise<void> {
  if (!settings.email || !sendMail) return;
  const sender = { ...settings.email, company: settings.company.name };
  const letter = render(letterFor(mail.kind, payout, sender), sender);
  const outcome = (await isStoppedFor(store, payout, mail))
    ? 'stopped'
    : await sendMail(mail.to, letter, payout.payout_id);
  await markMailed(store, payout, mail.key);
  const { kind, key } = mail;
  // Never the address: a log is read by more people than the mail is.
  log(outcome === 'sent' ? 'info' : 'warn', 'mail', { payoutId: payout.payout_id, kind, key, outcome });
}

/** Whether letters to this address came back, or were reported as spam. */
async function isStoppedFor(store: Store, { affiliate_id }: Payout, { kind, to }: Mail): Promise<boolean> {
  return kind !== 'requested-for-admin' && isStopped(await getStoppedMail(store, affiliate_id), to);
}
