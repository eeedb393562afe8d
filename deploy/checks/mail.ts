import { IDENTITY } from './values.ts';

/** What means nothing without a sender. */
const OF_MAILS = ['adminEmail', 'payoutPage', 'adminPayoutPage', 'mailIdentities', 'mailIdentitySet'];

/** In what the parameters about mails do not fit together, in a sentence each. */
export function misfitsOfMail(values: Record<string, unknown>): string[] {
  const from = String(values.mailFrom ?? '');
  const identity = String(values.mailIdentity ?? '');
  if (from === '') {
    const given = [...OF_MAILS, 'mailIdentity'].filter((name) => values[name]);
    return given.map((name) => `${name} is for mails, which need a sender: name it with mailFrom as well.`);
  }
  if (identity === from) return [];
  if (!IDENTITY.test(identity)) return [`mailIdentity is "${identity}", which is no address and no domain.`];
  // A verified domain stands for each address of it, and of its parts.
  const [, host = ''] = from.toLowerCase().split('@');
  if (`.${host}`.endsWith(`.${identity.toLowerCase()}`)) return [];
  return [`mailIdentity is "${identity}", and does not stand for mailFrom, which is ${from}.`];
}
