import type { Payout } from '../../client/index.ts';
import { LOCALE } from '../words/en.ts';
import type { Column } from './chart.tsx';
import { sumOf } from './sum.ts';

type Ended = Pick<Payout, 'amount' | 'status' | 'processed_at' | 'transaction_id'>;

/** The last `count` months, each with what was paid and what came back in it, in cents. */
export function byMonth(payouts: Ended[], now: Date, count: number): Column[] {
  const name = new Intl.DateTimeFormat(LOCALE, { month: 'short' });
  return columnsOf(payouts, count, (back) => new Date(now.getFullYear(), now.getMonth() - back, 1), name);
}

/** The last `count` days, each with what was paid and what came back on it, in cents. */
export function byDay(payouts: Ended[], now: Date, count: number): Column[] {
  const name = new Intl.DateTimeFormat(LOCALE, { day: 'numeric' });
  const startOf = (back: number) => new Date(now.getFullYear(), now.getMonth(), now.getDate() - back);
  return columnsOf(payouts, count, startOf, name);
}

/** Whether it was paid and came back. Only a payout that was paid once has a transaction. */
export function cameBack({ status, transaction_id }: Ended): boolean {
  return status === 'failed' && transaction_id !== null;
}

function columnsOf(
  payouts: Ended[],
  count: number,
  startOf: (back: number) => Date,
  name: Intl.DateTimeFormat,
): Column[] {
  return Array.from({ length: count }, (_, index) => {
    const from = startOf(count - 1 - index);
    const to = startOf(count - 2 - index);
    const ended = payouts.filter(({ processed_at }) => isWithin(processed_at, from, to));
    return {
      name: name.format(from),
      paid: sumOf(ended.filter(({ status }) => status === 'completed')),
      back: sumOf(ended.filter(cameBack)),
    };
  });
}

function isWithin(time: string | null, from: Date, to: Date): boolean {
  return time !== null && new Date(time) >= from && new Date(time) < to;
}
