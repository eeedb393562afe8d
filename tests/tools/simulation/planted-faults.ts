import { PLANTED_AT_BORDERS } from './planted-at-borders.ts';
import { PLANTED_IN_RUNS } from './planted-in-runs.ts';
import { PLANTED_INSIDE, type PlantedFault } from './planted-inside.ts';

/** The faults that the simulation must find, one at a time. */
export const PLANTED: Record<string, PlantedFault> = {
  ...PLANTED_INSIDE,
  ...PLANTED_AT_BORDERS,
  ...PLANTED_IN_RUNS,
};

/** Those of each kind that are found within seconds. */
export const SOON = [
  'no condition on the balance',
  'no condition on the payout of a step',
  'money returned twice',
  'a release before its time',
  'missing funds that fail a payout',
  'a letter for what another service did',
  'a mail sent again when its record is delivered again',
  'a payout that is adopted twice',
  'a bank webhook that ends a PayPal payout',
  'a return by the bank that is ignored',
];

/** Those that ten short seeds may pass over: they need many payouts, or a long story. */
export const LONG = [
  'a request refused for the money that it reserved itself',
  'a recall that believes its own call',
  'a payout in two runs',
];
