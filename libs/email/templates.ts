import { attentionOf } from '../payouts/attention.ts';
import { methodNameOf } from '../payouts/method-name.ts';
import { showDollars } from '../payouts/money.ts';
import type { Payout } from '../payouts/payout.ts';
import { describeTime } from '../payouts/time.ts';
import type { Letter, Sender } from './letter.ts';
import type { MailKind } from './mails.ts';
import { onBehalf } from './on-behalf.ts';
import { unlinked, unlinkedAddress } from './unlinked.ts';

/** The letter that tells of a payout's change. */
export function letterFor(kind: MailKind, payout: Payout, sender: Sender): Letter {
  const own = LETTERS[kind](payout, sender);
  const letter = { ...own, ...onBehalf(kind, own, payout, sender) };
  const { page, label, inWords } = PLACES[kind] ?? AFFILIATES_PAGE;
  const address = sender[page];
  if (!address) return { ...letter, paragraphs: [...letter.paragraphs, inWords] };
  const url = address.replace('{payout_id}', encodeURIComponent(payout.payout_id));
  return { ...letter, link: { label, url } };
}

/** Where a letter's reader finds the payout. */
interface Place {
  page: 'payoutPage' | 'adminPayoutPage';
  label: string;
  inWords: string;
}

const AFFILIATES_PAGE: Place = {
  page: 'payoutPage',
  label: 'See this payout',
  inWords: 'You can see this payout in your account.',
};

const PLACES: Partial<Record<MailKind, Place>> = {
  completed: {
    page: 'payoutPage',
    label: 'Your receipt',
    inWords: 'Your receipt is with the payout, in your account.',
  },
  'requested-for-admin': {
    page: 'adminPayoutPage',
    label: 'See this payout',
    inWords: 'You will find it in the list of payouts.',
  },
};

const LETTERS: Record<MailKind, (payout: Payout, sender: Sender) => Letter> = {
  requested: (payout, { company }) => ({
    subject: `We have your request for ${amountOf(payout)}`,
    heading: `You requested a payout of ${amountOf(payout)}`,
    paragraphs: [
      `${company} has received your request and set the money aside. We will email you when it is on its way.`,
      'Until then, you can cancel it.',
    ],
    facts: factsOf(payout),
  }),
  'requested-for-admin': (payout) => ({
    subject: `A payout of ${amountOf(payout)} was requested`,
    heading: `A payout of ${amountOf(payout)} is waiting for you`,
    paragraphs: payout.destination_changed
      ? ['It does not go to the destination on record. Check with the affiliate before you start it.']
      : ['It goes to the destination on record.'],
    facts: [['Affiliate', unlinked(payout.affiliate_id)], ...factsOf(payout)],
  }),
  'destination-used': (payout, { company }) => ({
    subject: 'A payout was requested to a different destination',
    heading: 'Was this you?',
    paragraphs: [
      `Someone using your account requested a payout of ${amountOf(payout)} from ${company}, to a destination that is not the one we have on record.`,
      'If this was you, you do not need to do anything. If it was not, cancel the payout and contact us right away.',
    ],
    facts: factsOf(payout),
  }),
  scheduled: (payout, { company }) => ({
    subject: `Your payout of ${amountOf(payout)} is scheduled`,
    heading: `Your payout of ${amountOf(payout)} is scheduled`,
    paragraphs: [
      `${company} has set the money aside and will send it after ${payout.scheduled_for ? describeTime(payout.scheduled_for) : 'its time'}.`,
      'You can cancel it until we start it.',
    ],
    facts: factsOf(payout),
  }),
  started: (payout) => ({
    subject: `Your payout of ${amountOf(payout)} is on its way`,
    heading: `Your payout of ${amountOf(payout)} is on its way`,
    paragraphs: [`We are sending it${through(payout)}. We will email you again when it has been paid.`],
    facts: factsOf(payout),
  }),
  waiting: (payout) => {
    const attention = attentionOf(payout);
    return {
      subject: `Your payout of ${amountOf(payout)} is waiting for you`,
      heading: 'Your payout is waiting for you',
      paragraphs: [
        ...(attention ? [`${attention.message} ${attention.remedy}`] : []),
        'PayPal keeps it for 30 days. After that it comes back to us, and the money is available again.',
      ],
      facts: factsOf(payout),
    };
  },
  completed: (payout) => ({
    subject: `Your payout of ${amountOf(payout)} is paid`,
    heading: `You have been paid ${amountOf(payout)}`,
    paragraphs: [`The money went to ${addressOf(payout)}${through(payout)}.`],
    facts: factsOf(payout),
  }),
  failed: (payout) => ({
    subject: `Your payout of ${amountOf(payout)} could not be paid`,
    heading: `Your payout of ${amountOf(payout)} could not be paid`,
    paragraphs: [
      reasonOf(payout),
      'The money is available again. Once this is fixed, you can request a new payout.',
    ],
    facts: factsOf(payout),
  }),
  returned: (payout) => ({
    subject: `Your payout of ${amountOf(payout)} came back`,
    heading: `Your payout of ${amountOf(payout)} came back to us`,
    paragraphs: [
      'We paid it, but the money was returned to us.',
      reasonOf(payout),
      'The money is available again. Once this is fixed, you can request a new payout.',
    ],
    facts: factsOf(payout),
  }),
  cancelled: (payout) => ({
    subject: `Your payout of ${amountOf(payout)} is cancelled`,
    heading: `Your payout of ${amountOf(payout)} is cancelled`,
    paragraphs: ['It was not paid. The money is available again.'],
    facts: factsOf(payout),
  }),
};

function factsOf(payout: Payout): Letter['facts'] {
  const facts: [string, string | undefined][] = [
    ['Amount', amountOf(payout)],
    ['To', destinationOf(payout)],
    ['Requested', payout.requested_at && describeTime(payout.requested_at)],
    ['Scheduled for', payout.scheduled_for && describeTime(payout.scheduled_for)],
    ['Transaction', payout.transaction_id && unlinked(payout.transaction_id)],
    ['Note', payout.notes && unlinked(payout.notes)],
    ['Payout', unlinked(payout.payout_id)],
  ];
  return facts.filter((fact): fact is [string, string] => Boolean(fact[1]));
}

function through(payout: Payout): string {
  const method = methodNameOf(payout);
  return method ? ` through ${method}` : '';
}

function destinationOf(payout: Payout): string | undefined {
  const method = methodNameOf(payout);
  const address = addressOf(payout);
  return method && address ? `${address} (${method})` : address;
}

function addressOf({ payment_email }: Payout): string | undefined {
  return payment_email && unlinkedAddress(payment_email);
}

function amountOf({ amount }: Payout): string {
  return showDollars(amount);
}

function reasonOf({ failure_reason }: Payout): string {
  return failure_reason ? unlinked(failure_reason) : 'We were not told why.';
}
