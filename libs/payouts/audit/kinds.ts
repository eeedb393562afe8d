import { AFFILIATE_KINDS } from './kinds-of-affiliates.ts';
import { PAYOUT_KINDS } from './kinds-of-payouts.ts';
import { TABLE_KINDS } from './kinds-of-tables.ts';

/** Everything that an audit finds, in the order in which a report names it within a severity. */
export const KINDS = { ...TABLE_KINDS, ...PAYOUT_KINDS, ...AFFILIATE_KINDS };

/** A kind of finding, by its name. */
export type Kind = keyof typeof KINDS;
