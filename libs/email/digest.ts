import { type Digest, type Need, sumOf } from '../payouts/digest.ts';
import { showDollars } from '../payouts/money.ts';
import type { Total } from '../payouts/summary.ts';
import { describeTime } from '../payouts/time.ts';
import type { Letter, Sender } from './letter.ts';

const METHODS: Record<keyof Digest['pending'], string> = {
  paypal: 'Pending, PayPal',
  zelle: 'Pending, Zelle',
  other: 'Pending, no method',
};

const NEEDS: Record<Need, string> = {
  warned: 'Pending, with a warning',
  'by-hand': 'To pay by hand',
  late: 'At PayPal for over a day',
  unreadable: 'Cannot be read',
};

/** The time that a digest tells of. */
interface Period {
  since: string;
  until: string;
}

/** The letter that tells the admin once a day what waits, what is new, and what needs a person. */
export function digestLetter(digest: Digest, period: Period, { adminPayoutPage }: Sender): Letter {
  const { pending, cameIn, needs, oldest, isWhole } = digest;
  const waiting = sumOf(Object.values(pending));
  const url = oldest && adminPayoutPage?.replace('{payout_id}', encodeURIComponent(oldest));
  return {
    subject: `Payouts: ${waiting.count} pending, ${cameIn.count} new`,
    heading: headingFor(waiting),
    paragraphs: [
      `${howMany(cameIn)} came in between ${describeTime(period.since)} and ${describeTime(period.until)}.`,
      ...(isWhole ? [] : ['There are more than could be counted here, so each number is a minimum.']),
      ...(url ? [] : ['You will find them in the list of payouts.']),
    ],
    ...(url && { link: { label: 'The one that has waited longest', url } }),
    facts: [
      ...factsOf(METHODS, pending),
      ...factsOf(NEEDS, needs),
      ...factsOf({ new: 'New' }, { new: cameIn }),
    ],
  };
}

/** A line for each total in which something is. */
function factsOf<Name extends string>(
  labels: Record<Name, string>,
  totals: Record<Name, Total>,
): Letter['facts'] {
  const names = (Object.keys(labels) as Name[]).filter((name) => totals[name].count > 0);
  return names.map((name) => [labels[name], describe(totals[name])]);
}

function describe({ count, total_amount }: Total): string {
  return `${howMany({ count })}, ${showDollars(total_amount)}`;
}

function headingFor(waiting: Total): string {
  return `${howMany(waiting)} ${waiting.count > 1 ? 'are' : 'is'} waiting for you`;
}

function howMany({ count }: Pick<Total, 'count'>): string {
  return count > 1 ? `${count} payouts` : `${count === 0 ? 'No' : '1'} payout`;
}
