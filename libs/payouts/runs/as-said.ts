import type { ResultRow } from './result-rows.ts';

/** What can name a payout, in the order in which it is told. */
const NAMING = ['payout_id', 'id', 'payment_email', 'amount'] as const;

/** As long as an address can be. */
const LENGTH_MAX = 127;

/** What cannot be seen or would change how the rest is seen: controls, directions, and breaks of a line. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]+/gu;

/** Tells how a line has named its payout, in its own words; nothing if it has not. */
export function namingOf({ said }: ResultRow): string {
  const words = NAMING.flatMap((name) => {
    const value = shown(said[name] ?? '');
    return value === '' ? [] : [`${name} "${value}"`];
  });
  return words.length > 0 ? ` It says: ${words.join(', ')}.` : '';
}

function shown(value: string): string {
  const characters = Array.from(value.replace(UNSEEN, ''));
  const isLong = characters.length > LENGTH_MAX;
  return isLong ? `${characters.slice(0, LENGTH_MAX - 1).join('')}…` : characters.join('');
}
