import { AUDIT } from './audit.ts';
import { BALANCES } from './balances.ts';
import type { Equivalents } from './equivalent.ts';
import { LETTERS } from './letters.ts';
import { PAYPAL } from './paypal.ts';
import { PROVIDERS } from './providers.ts';
import { RECORDS } from './records.ts';
import { RULES } from './rules.ts';
import { RUNS } from './runs.ts';
import { STORE } from './store.ts';
import { TOKENS } from './tokens.ts';

/** The changes that no test can notice, of all parts. */
export const EQUIVALENT: Equivalents = {
  ...RULES,
  ...BALANCES,
  ...RECORDS,
  ...AUDIT,
  ...RUNS,
  ...PROVIDERS,
  ...PAYPAL,
  ...LETTERS,
  ...TOKENS,
  ...STORE,
};
