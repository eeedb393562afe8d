import type { Equivalents } from './equivalent.ts';

export const PROVIDERS: Equivalents = {};
