import type { Payout } from './payout.ts';

/** Why no letters go to an address any more. */
export const MAIL_STOPS = ['mail_bounced', 'mail_complained'] as const;
/** Why no letters go to an address any more: they came back for good, or were reported as spam. */
export type MailStop = (typeof MAIL_STOPS)[number];

/** The addresses of an affiliate that no letters go to, in lower case, by the reason. */
export type StoppedMail = { [Why in MailStop]?: ReadonlySet<string> };

/** The addresses that letters about a payout go to, in lower case. */
export function addressesOf({
  payment_email,
  recorded_email,
}: Pick<Payout, 'payment_email' | 'recorded_email'>): string[] {
  return [payment_email, recorded_email].flatMap((address) => address?.toLowerCase() ?? []);
}

/** An address that no letters go to, in words for the affiliate. */
export interface Undelivered {
  code: MailStop;
  address: string;
  message: string;
  remedy: string;
}

/** As many as a page can show; more is no mistake of typing. */
const SHOWN_MAX = 10;

const WORDS: Record<MailStop, Pick<Undelivered, 'message' | 'remedy'>> = {
  mail_bounced: {
    message: 'Our e-mails to this address came back, so we have stopped them.',
    remedy: 'Check the address, and tell us if it works or which one is right.',
  },
  mail_complained: {
    message: 'An e-mail of ours to this address was reported as spam, so we have stopped them.',
    remedy: 'Tell us if you want our e-mails again.',
  },
};

/** What an affiliate should know about letters that do not go out; empty if all do. */
export function showUndelivered(stopped: StoppedMail): Undelivered[] {
  const all = MAIL_STOPS.flatMap((code) =>
    [...(stopped[code] ?? [])].sort().map((address) => ({ code, address, ...WORDS[code] })),
  );
  return all.slice(0, SHOWN_MAX);
}

/** Whether no letters go to the address any more. */
export function isStopped(stopped: StoppedMail, address: string): boolean {
  return MAIL_STOPS.some((why) => stopped[why]?.has(address.toLowerCase()));
}
