import jwt from 'jsonwebtoken';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { userOf } from '../../libs/http/token.ts';
import { isCode } from '../../libs/payouts/errors.ts';

const SECRET = 'a-secret-of-the-tests-with-32-bytes-or-more';
const CLAIMS = { user_id: 'user-ada', exp: 4_000_000_000 };
const ADA = { userId: 'user-ada', isAdmin: false };
const REFUSED = 'unauthenticated';

/** The user of a token with these claims, or the code of the refusal. */
function verdictOn(claims: object) {
  try {
    return userOf(`Bearer ${jwt.sign(JSON.stringify(claims), SECRET)}`, { secrets: [SECRET] });
  } catch (error) {
    if (isCode(error, REFUSED)) return REFUSED;
    throw error;
  }
}

describe('a token of a clock that differs from ours', () => {
  const NOW_S = 1_800_000_000;
  beforeEach(() => {
    vi.useFakeTimers({ now: NOW_S * 1000 });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it.each<[string, object, boolean]>([
    ['ended 4 seconds ago', { exp: NOW_S - 4 }, true],
    ['ended 5 seconds ago', { exp: NOW_S - 5 }, false],
    ['begins in 5 seconds', { nbf: NOW_S + 5 }, true],
    ['begins in 6 seconds', { nbf: NOW_S + 6 }, false],
  ])('that %s', (_, claims, isAccepted) =>
    expect(verdictOn({ ...CLAIMS, ...claims })).toStrictEqual(isAccepted ? ADA : REFUSED),
  );
});

describe('a token that was narrowed', () => {
  it.each([
    ['payouts:read', ['payouts:read']],
    ['payouts:read payouts:write', ['payouts:read', 'payouts:write']],
    ['', ['']],
  ])('says its scopes: %j', (scope, scopes) =>
    expect(verdictOn({ ...CLAIMS, scope })).toStrictEqual({ ...ADA, scopes }),
  );
});
