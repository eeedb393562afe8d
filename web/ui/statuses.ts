import type { PayoutStatus } from '../../client/index.ts';
import { WORDS } from '../words/en.ts';

/** All statuses, in the order of a payout's life. */
export const STATUSES = Object.keys(WORDS.statuses) as PayoutStatus[];

/** Whether it is a status; an address may say anything. */
export function isStatus(text: string | null): text is PayoutStatus {
  return text !== null && Object.hasOwn(WORDS.statuses, text);
}
