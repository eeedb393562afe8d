import { PLANTED_AT_BORDERS } from './planted-at-borders.ts';
import { PLANTED_INSIDE, type PlantedFault } from './planted-inside.ts';

/** The faults that the simulation must find, one at a time. */
export const PLANTED: Record<string, PlantedFault> = { ...PLANTED_INSIDE, ...PLANTED_AT_BORDERS };
