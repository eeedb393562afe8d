import { randomBytes } from 'node:crypto';
import type { Answer } from './answers.ts';

const LIFETIME_S = 32_400;

/** The tokens that were given out. */
export interface Tokens {
  /** The answer to a token call. */
  answer(authorization: string | undefined, form: string): Answer;
  /** Whether a call with this header may pass. */
  admits(authorization: string | undefined): boolean;
  /** Makes all tokens worthless, long before their time. */
  expire(): void;
}

/** Tokens for the one account that knows the secret. */
export function createTokens(account: { clientId: string; clientSecret: string }, now: () => number): Tokens {
  const expiries = new Map<string, number>();
  const basic = Buffer.from(`${account.clientId}:${account.clientSecret}`).toString('base64');

  return {
    answer(authorization, form) {
      if (authorization !== `Basic ${basic}`) {
        return oauthError(401, 'invalid_client', 'Client Authentication failed');
      }
      if (new URLSearchParams(form).get('grant_type') !== 'client_credentials') {
        return oauthError(400, 'unsupported_grant_type', 'Grant Type is NULL or not supported');
      }
      const token = `A21AA${randomBytes(48).toString('base64url')}`;
      expiries.set(token, now() + LIFETIME_S * 1000);
      return { status: 200, body: showToken(token) };
    },
    admits: (authorization = '') =>
      authorization.startsWith('Bearer ') && now() < (expiries.get(authorization.slice(7)) ?? 0),
    expire: () => expiries.clear(),
  };
}

function showToken(token: string): object {
  return {
    scope: 'https://uri.paypal.com/payments/payouts',
    access_token: token,
    token_type: 'Bearer',
    app_id: 'APP-80W284485P519543T',
    expires_in: LIFETIME_S,
  };
}

function oauthError(status: number, error: string, description: string): Answer {
  return { status, body: { error, error_description: description } };
}
