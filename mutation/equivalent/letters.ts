import type { Equivalents } from './equivalent.ts';

export const LETTERS: Equivalents = {};
