import type { Equivalents } from './equivalent.ts';

export const TOKENS: Equivalents = {};
