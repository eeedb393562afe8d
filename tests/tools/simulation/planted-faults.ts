import { PLANTED_AT_BORDERS } from './planted-at-borders.ts';
import { PLANTED_IN_RUNS } from './planted-in-runs.ts';
import { PLANTED_INSIDE, type PlantedFault } from './planted-inside.ts';

/** The faults that the simulation must find, one at a time. */
export const PLANTED: Record<string, PlantedFault> = {
  ...PLANTED_INSIDE,
  ...PLANTED_AT_BORDERS,
  ...PLANTED_IN_RUNS,
};

/** Those that need a race which few seeds have: finding one may take all ten seeds, and minutes. */
export const RARE = new Set([
  'a history that two first steps write',
  'a balance summed from the first page only',
  'a balance summed from the index',
  'an unknown outcome reported as failed',
  'a payout started and never sent',
  'a mail that is never retried',
  'a request refused for the money that it reserved itself',
  'a row that is opened over an open one',
  'a start that is not covered',
  'a start for a closed account',
  'a start that needs no override',
  'a return of what PayPal paid',
  'a payment before its start that does not come again',
  'a first delivery of the bank taken for a second',
  'a recall that believes its own call',
  'a post in a second PayPal account',
]);
