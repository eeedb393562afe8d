import type { PayoutLimits } from '../libs/payouts/requests.ts';
import { cents, type Environment } from '../libs/runtime/environment.ts';

/** The limits of a payout, as the service reads them from its environment. */
export function limitsOf(env: Environment): PayoutLimits {
  return {
    minimum: cents(env, 'MIN_PAYOUT_CENTS', 1000),
    maximum: cents(env, 'MAX_PAYOUT_CENTS', 2_000_000),
  };
}
