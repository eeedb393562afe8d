import type { Equivalents } from './equivalent.ts';

export const RULES: Equivalents = {};
