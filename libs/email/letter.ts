/**
 * What a mail says, before it is text or HTML. Everything in it may come from people, and is escaped where it
 * is shown. What does come from people is `unlinked`, so that the one link of ours is the only one.
 */
export interface Letter {
  subject: string;
  heading: string;
  paragraphs: string[];
  link?: { label: string; url: string };
  facts: [label: string, value: string][];
}

/**
 * Who writes, and the addresses of the payout's pages, with `{payout_id}` for its id. Without them a letter
 * says in words where the payout is found.
 */
export interface Sender {
  company: string;
  payoutPage?: string;
  adminPayoutPage?: string;
}
