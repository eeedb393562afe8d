import { expect } from 'vitest';
import { fetchApi } from '../../testing/fetch-api.ts';
import { type Service, tokenOf } from './service.ts';

/** The headers of this user's token, or none for no user. */
export function authorized(service: Service, user: string): Record<string, string> {
  return user ? { authorization: `Bearer ${tokenOf(service, user)}` } : {};
}

/** Reads the balance over HTTP. */
export function get(service: Service, user: string): Promise<Response> {
  return fetchApi(`${service.url}/payouts/balance`, { headers: authorized(service, user) });
}

/** The balance of this user, which must have one. */
export async function balanceOf(service: Service, user: string): Promise<unknown> {
  const answer = await get(service, user);
  expect(answer.status).toBe(200);
  const { data } = (await answer.json()) as { data: { balance: unknown } };
  return data.balance;
}

/** Requests a payout over HTTP. A string is sent unchanged, anything else as JSON. */
export function post(
  service: Service,
  user: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetchApi(`${service.url}/payouts/request`, {
    method: 'POST',
    headers: { ...authorized(service, user), 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}
