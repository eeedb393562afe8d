import type { Equivalents } from './equivalent.ts';

export const STORE: Equivalents = {};
