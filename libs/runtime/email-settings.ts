import { mailAddress, payoutPage } from './addresses.ts';
import { type Environment, word } from './environment.ts';

const ADMIN_MAIL = ['each', 'daily', 'none'] as const;

/**
 * Who writes to people, and the pages that letters lead to, with `{payout_id}` for a payout's id. `endpoint`
 * is set if the mail goes to a local mailbox.
 */
export interface EmailSettings {
  from: string;
  adminEmail?: string;
  /** What the admin hears of: each request, all of a day in one letter, or nothing. If absent, each. */
  adminMail?: (typeof ADMIN_MAIL)[number];
  /** Whether letters tell of changes that another service made. */
  tellsOfOthers?: boolean;
  payoutPage?: string;
  adminPayoutPage?: string;
  endpoint?: string;
  /** The configuration set by which SES tells what became of a letter. */
  configurationSet?: string;
}

/** Undefined if no sender is set. @throws Error that names the variable which is not acceptable */
export function readEmailSettings(env: Environment): EmailSettings | undefined {
  const from = mailAddress(env, 'MAIL_FROM');
  if (!from) return undefined;
  const adminEmail = mailAddress(env, 'ADMIN_EMAIL');
  const affiliates = payoutPage(env, 'PAYOUT_PAGE_URL');
  const admins = payoutPage(env, 'ADMIN_PAYOUT_PAGE_URL');
  const adminMail = word(env, 'ADMIN_MAIL', ADMIN_MAIL);
  const tellsOfOthers = word(env, 'MAIL_CHANGES_OF_OTHERS', ['true', 'false']) === 'true';
  return {
    from,
    ...(adminEmail && { adminEmail }),
    ...(adminMail && { adminMail }),
    ...(tellsOfOthers && { tellsOfOthers }),
    ...(affiliates && { payoutPage: affiliates }),
    ...(admins && { adminPayoutPage: admins }),
    ...(env.MAIL_CONFIGURATION_SET && { configurationSet: env.MAIL_CONFIGURATION_SET }),
    ...(env.SES_ENDPOINT && { endpoint: env.SES_ENDPOINT }),
  };
}
