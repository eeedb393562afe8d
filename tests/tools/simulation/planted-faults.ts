import { PLANTED_AT_BORDERS } from './planted-at-borders.ts';
import { PLANTED_INSIDE, type PlantedFault } from './planted-inside.ts';

/** The faults that the simulation must find, one at a time. */
export const PLANTED: Record<string, PlantedFault> = { ...PLANTED_INSIDE, ...PLANTED_AT_BORDERS };

/** Those that were planted, but that no run has been seen to find yet. They prove nothing until one has. */
export const UNPROVED = new Set([
  'an end by hand during a post to PayPal',
  'an opening that counts what it marked twice',
  'a start for a closed account',
  'a start that needs no override',
  'a return by the bank that is ignored',
  'a return of what PayPal paid',
  'a letter for what another service did',
  'a contradiction of the bank without an alarm',
  'a payment before its start that does not come again',
  'a request beside a record that cannot be read',
  'a record that is counted and in no list',
  'a first delivery of the bank taken for a second',
]);
