import { createHash } from 'node:crypto';
import { seededRandom } from '../simulation/random.ts';

/** An item of the old service, of any shape. */
export type Item = Record<string, unknown>;

/** How much data to make. The same seed makes the same data. */
export interface OldDataRequest {
  seed: number;
  affiliates: number;
  payouts: number;
}

/** What the old service's tables hold. */
export interface OldData {
  affiliates: Item[];
  payouts: Item[];
}

const START = Date.UTC(2023, 0, 1);
const HOUR_MS = 60 * 60 * 1000;
const SPARE = 50_000;

/** Most payouts have ended, as in any history. */
const STATUSES = ['completed', 'completed', 'completed', 'completed', 'failed', 'pending', 'processing'];

/** What other attributes the old service's records have. */
const foreignTo = (index: number): Item => ({
  source: index % 3 === 0 ? 'dashboard' : 'api',
  schema_version: 2,
  meta: { ip: '192.0.2.1', tags: ['legacy'] },
});

/** Payouts that stop their affiliate's money: cases R1 and R2. The last tenth of affiliates have them. */
const UNREADABLE: Item[] = [
  { amount: '50.00' },
  { amount: '' },
  { amount: null },
  { amount: '0x1388' },
  { amount: -5000 },
  { amount: 50.5 },
  { amount: undefined },
  { amount: '$50.00' },
];

/** Payouts that are read as they were meant, or that a person should look at: cases R4 and R6 to R8. */
const UNTIDY: Item[] = [
  { amount: '2500' },
  { status: 'Completed' },
  { status: ' pending' },
  { status: 'paid' },
  { requested_at: '2025-12-21T12:00:00.123456' },
  { requested_at: '2025-12-21 12:00:00' },
  { requested_at: '1766318400' },
  { requested_at: '2025-12-21' },
  { requested_at: undefined },
  { status: 'completed', processed_at: undefined },
  { transaction_id: 12_345_678 },
  { history: 'created;paid' },
  { payout_id: 'old payout 1' },
  { payout_id: 'Auszahlung-für-Grüße' },
  { payment_method: 'PayPal', payment_email: 'someone@example.com ' },
  { status: 'pending', payment_email: undefined },
  { transaction_id: 'MASSPAY-2024-07' },
  { transaction_id: 'MASSPAY-2024-07' },
];

/** Affiliates' records that are untidy: cases R3, R5 and R10, and earnings that do not cover the payouts. */
const UNTIDY_AFFILIATES: ((earned: number) => Item)[] = [
  (earned) => ({ total_earned: String(earned) }),
  () => ({ payment_email: 'ada@example.com ', payment_method: 'PayPal', status: 'Active' }),
  () => ({ status: ['active'] }),
  (earned) => ({ total_earned: Math.floor(earned / 3) }),
  () => ({ payment_email: 'nobody' }),
];

/** The data of an old service that was never tidied up. */
export function oldData({ seed, affiliates, payouts }: OldDataRequest): OldData {
  const random = seededRandom(seed);
  const ids = Array.from({ length: affiliates }, (_, index) => `aff-old-${index + 1}`);
  const broken = ids.slice(-Math.max(1, Math.floor(affiliates / 10)));
  const tidy = ids.slice(0, Math.max(1, affiliates - broken.length));
  const items = Array.from({ length: payouts }, (_, index): Item => {
    const ownerOf = (from: string[]) => from[random.int(from.length)];
    const drafted = tidyPayout(
      seed,
      index,
      random.int(50),
      STATUSES[random.int(STATUSES.length)] ?? 'completed',
    );
    const unreadable = UNREADABLE[index];
    if (unreadable) return { ...drafted, affiliate_id: ownerOf(broken), ...unreadable };
    const untidy = UNTIDY[index - UNREADABLE.length];
    return { ...drafted, affiliate_id: ownerOf(tidy), ...untidy };
  });
  return { affiliates: affiliatesOf(ids, items), payouts: items };
}

function tidyPayout(seed: number, index: number, dollars: number, status: string): Item {
  const at = new Date(START + index * HOUR_MS).toISOString();
  const isEnd = status === 'completed' || status === 'failed';
  return {
    payout_id: idOf(seed, index),
    amount: 1000 + dollars * 100,
    status,
    payment_method: index % 4 === 0 ? 'zelle' : 'paypal',
    payment_email: `payee-${index % 97}@example.com`,
    requested_at: at,
    ...(isEnd && { processed_at: at }),
    ...(status === 'completed' && { transaction_id: `8AB${String(index).padStart(14, '0')}` }),
    ...foreignTo(index),
  };
}

/** Each has earned what was paid and promised, and some more. */
function affiliatesOf(ids: string[], payouts: Item[]): Item[] {
  const records = ids.map((affiliate_id, index): Item => {
    const own = payouts.filter((payout) => payout.affiliate_id === affiliate_id);
    const sum = own.reduce((total, { amount }) => total + Math.max(0, Math.floor(Number(amount)) || 0), 0);
    const earned = sum + SPARE;
    return {
      affiliate_id,
      user_id: `user-old-${index + 1}`,
      status: index % 17 === 16 ? 'inactive' : 'active',
      total_earned: earned,
      payment_method: 'paypal',
      payment_email: `payee-${index}@example.com`,
      commission_rate: 0.15,
      shop: { name: `Shop ${index + 1}`, url: 'https://shop.example.com' },
      ...UNTIDY_AFFILIATES[index]?.(earned),
    };
  });
  const user_id = 'user-old-7';
  const closed = { affiliate_id: 'aff-old-closed', user_id, status: 'deleted', total_earned: 0 };
  return [...records, closed];
}

/** A UUID that is the same for the same seed and number. */
function idOf(seed: number, index: number): string {
  const hex = createHash('sha1').update(`${seed} ${index}`).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
