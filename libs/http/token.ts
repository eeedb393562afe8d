import jwt from 'jsonwebtoken';
import isClaims from '../../schemas/compiled/token-claims.js';
import type { Valid as Claims } from '../../schemas/outside/token-claims.ts';
import { PayoutError } from '../payouts/errors.ts';
import type { TokenSettings } from '../runtime/settings.ts';

/** The caller, as a token that we trust names them. */
export interface User {
  userId: string;
  isAdmin: boolean;
  /** What the token was narrowed to; undefined if it may do all that its role may. */
  scopes?: string[];
}

/** How far two clocks may differ, in seconds: a token is valid that much longer, and that much earlier. */
const CLOCK_LEEWAY_S = 5;

/**
 * The user of an `Authorization` header.
 * @throws unauthenticated for everything but one well-formed bearer token, signed by us, in time, with the
 * claims we need
 */
export function userOf(authorization: string | undefined, settings: TokenSettings): User {
  const token = authorization?.match(/^Bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i)?.[1];
  const claims: Partial<Claims> = claimsOf(token, settings) ?? {};
  // `sub` stands in only if `user_id` is absent: a broken user_id must not turn into another user.
  const userId = claims.user_id ?? claims.sub;
  if (userId?.isWellFormed()) return { userId, isAdmin: claims.role === 'admin', ...scopesOf(claims) };
  throw new PayoutError('unauthenticated', 'A valid bearer token is needed.');
}

function scopesOf({ scope }: Partial<Claims>): Pick<User, 'scopes'> {
  return scope === undefined ? {} : { scopes: scope.split(' ') };
}

function claimsOf(token: string | undefined, { secrets, ...expected }: TokenSettings): Claims | undefined {
  if (!token) return undefined;
  for (const secret of secrets) {
    const claims = verifiedClaims(token, secret, expected);
    if (claims) return claims;
  }
  return undefined;
}

/** jsonwebtoken parses before it verifies and so throws more than its own errors: any throw means no. */
function verifiedClaims(token: string, secret: string, expected: Omit<TokenSettings, 'secrets'>) {
  try {
    const algorithms = ['HS256' as const];
    const options = { ...expected, algorithms, clockTolerance: CLOCK_LEEWAY_S, complete: true as const };
    const { header, payload } = jwt.verify(token, secret, options);
    // A critical extension that we do not understand makes the token one that we do not understand.
    return header.crit === undefined && isClaims(payload) ? payload : undefined;
  } catch {
    return undefined;
  }
}
