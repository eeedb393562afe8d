import { isEmailAddress } from '../address.ts';
import { countedAs, isCounted } from '../mark.ts';
import { describeCents } from '../money.ts';
import { isReadable, type Payout, type RecordedPayout } from '../payout.ts';
import type { PayoutLimits } from '../requests.ts';
import { SEARCH_KEYS, searchKeysOf } from '../search-keys.ts';
import { toIsoTime } from '../time.ts';
import { describeValue, type Finding, type Item, isKey, whyNoAmount } from './finding.ts';

/** Those that are still to be paid. */
const OPEN = ['scheduled', 'pending', 'processing'];

const ADDRESSES = ['search_email', 'paid_to'];

const TIMES = ['requested_at', 'processed_at', 'scheduled_for'] as const;

/** What is wrong with a payout, from how it is read and what stands there to the letter. */
export function findingsOfPayout(payout: RecordedPayout, item: Item, limits: PayoutLimits): Finding[] {
  return [
    ...ownerFindings(payout, item),
    ...amountFindings(payout, item, limits),
    ...statusFindings(payout, item),
    ...timeFindings(payout, item),
    ...destinationFindings(payout, item),
    ...(isReadable(payout) ? markFindings(payout) : []),
    ...(isReadable(payout) && isCounted(payout) ? searchFindings(payout, item) : []),
  ];
}

function ownerFindings({ payout_id: id }: RecordedPayout, { affiliate_id }: Item): Finding[] {
  if (isKey(affiliate_id)) return [];
  const why = `affiliate_id is ${describeValue(affiliate_id)}`;
  return [{ kind: 'payout-affiliate-missing', id, why, attribute: 'affiliate_id' }];
}

function amountFindings(payout: RecordedPayout, item: Item, { minimum, maximum }: PayoutLimits): Finding[] {
  const found = { id: payout.payout_id, attribute: 'amount' };
  if (!isReadable(payout)) {
    // A record without an owner is not read at all: its amount is looked at once it has one.
    if (typeof item.affiliate_id !== 'string') return [];
    return [{ ...found, kind: 'payout-amount-unreadable', why: `amount is ${whyNoAmount(item.amount)}` }];
  }
  const { amount, raw_amount } = payout;
  const findings: Finding[] = [];
  if (raw_amount !== undefined) {
    findings.push({ ...found, kind: 'payout-amount-text', why: `amount is ${describeValue(raw_amount)}` });
  }
  if (amount < minimum || amount > maximum) {
    const why = `${describeCents(amount)} is ${amount < minimum ? 'below' : 'above'} ${describeCents(amount < minimum ? minimum : maximum)}`;
    findings.push({ ...found, kind: 'payout-amount-odd', why });
  }
  return findings;
}

function statusFindings(payout: RecordedPayout, item: Item): Finding[] {
  const found = { id: payout.payout_id, attribute: 'status', why: `status is ${describeValue(item.status)}` };
  if (payout.status === 'unknown') return [{ ...found, kind: 'payout-status-unknown' }];
  if (payout.raw_status !== undefined) return [{ ...found, kind: 'payout-status-spelling' }];
  const isFound = payout.schedule !== undefined && isKey(item.scheduled_for);
  if (payout.status !== 'scheduled' || isFound) return [];
  const why = `schedule is ${describeValue(item.schedule)}, scheduled_for is ${describeValue(item.scheduled_for)}`;
  return [{ ...found, kind: 'payout-unscheduled', why }];
}

function timeFindings({ payout_id: id }: RecordedPayout, item: Item): Finding[] {
  const findings: Finding[] = [];
  if (!isKey(item.requested_at)) {
    const why = `requested_at is ${describeValue(item.requested_at)}`;
    findings.push({ kind: 'payout-requested-at-missing', id, why, attribute: 'requested_at' });
  }
  for (const attribute of TIMES) {
    const value = item[attribute];
    const isNamed = attribute === 'requested_at' && !isKey(value);
    if (isNamed || value === undefined || value === null || toIsoTime(value) !== undefined) continue;
    const why = `${attribute} is ${describeValue(value)}`;
    findings.push({ kind: 'payout-time-unreadable', id, why, attribute });
  }
  return findings;
}

/** Addresses are people's, so they are not shown. */
function destinationFindings(payout: RecordedPayout, item: Item): Finding[] {
  if (!OPEN.includes(payout.status)) return [];
  const found = { kind: 'payout-destination-unusable' as const, id: payout.payout_id };
  const { payment_method, payment_email } = payout;
  if (payment_method === undefined) {
    const why = `payment_method is ${describeValue(item.payment_method)}`;
    return [{ ...found, why, attribute: 'payment_method' }];
  }
  if (payment_email !== undefined && isEmailAddress(payment_email)) return [];
  const why = payment_email === undefined ? 'payment_email is missing' : 'payment_email is no address';
  return [{ ...found, why, attribute: 'payment_email' }];
}

function markFindings(payout: Payout): Finding[] {
  const { payout_id: id, affiliate_id, affiliate_status, counted_amount, status, amount } = payout;
  if (countedAs(payout) === undefined) return [{ kind: 'payout-mark-missing', id, why: `status ${status}` }];
  if (isCounted(payout)) return [];
  const counted = `${affiliate_status}, ${counted_amount ?? amount} cents`;
  const why = `counted as ${counted}, and is ${status}#${affiliate_id}, ${amount} cents`;
  return [{ kind: 'payout-mark-differs', id, why }];
}

/** Only of payouts that are counted as what they are: counting files the others. Addresses are not shown. */
function searchFindings(payout: Payout, item: Item): Finding[] {
  const wanted = searchKeysOf(payout);
  const odd = SEARCH_KEYS.filter((name) => item[name] !== wanted[name]);
  if (odd.length === 0) return [];
  const why = odd.map((name) => {
    if (item[name] === undefined) return `lacks ${name}`;
    return ADDRESSES.includes(name)
      ? `${name} is another address`
      : `${name} is ${describeValue(item[name])}`;
  });
  return [{ kind: 'payout-search-differs', id: payout.payout_id, why: why.join(', ') }];
}
