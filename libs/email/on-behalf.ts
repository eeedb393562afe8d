import { showDollars } from '../payouts/money.ts';
import type { Payout } from '../payouts/payout.ts';
import type { Letter, Sender } from './letter.ts';
import type { MailKind } from './mails.ts';
import { unlinked } from './unlinked.ts';

/** What a letter says otherwise if an admin has requested the payout on the affiliate's behalf. */
export function onBehalf(
  kind: MailKind,
  own: Letter,
  { amount, history: [request] }: Payout,
  { company }: Sender,
): Partial<Letter> {
  if (request?.role !== 'admin') return {};
  const payout = `a payout of ${showDollars(amount)}`;
  const forYou = `We have requested ${payout} for you`;
  switch (kind) {
    case 'requested':
      return {
        subject: forYou,
        heading: forYou,
        paragraphs: [
          `${company} has requested this payout for you and set the money aside. We will email you when it is on its way.`,
          ...own.paragraphs.slice(1),
        ],
      };
    case 'scheduled':
      return { paragraphs: [`${company} has requested this payout for you.`, ...own.paragraphs] };
    case 'destination-used':
      return {
        heading: 'Is this right?',
        paragraphs: [
          `${company} has requested ${payout} for you, to a destination that is not the one we have on record.`,
          'If it is the right one, you do not need to do anything. If it is not, cancel the payout and contact us right away.',
        ],
      };
    case 'requested-for-admin':
      return { facts: [['Requested by', unlinked(request.by)], ...own.facts] };
    default:
      return {};
  }
}
