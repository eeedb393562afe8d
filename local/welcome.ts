import type { Caller } from '../libs/runtime/page-settings.ts';
import { EXPIRES_IN } from './demo-callers.ts';

/**
 * What `npm start` says once everything answers: where things are, who can call, their pages, and three calls
 * to paste.
 */
export function welcome(
  service: { api: number; mail: number; paypal: number; dynamodbUrl: string; pages: string | undefined },
  callers: Caller[],
): string {
  const api = `http://localhost:${service.api}`;
  const ada = callers.find(({ name }) => name === 'user-ada')?.token;
  return `
The payouts service is ready.

  API               ${api}
  Its reference     ${api}/docs/
  Affiliate's page  ${api}/dashboard/
  Admin's page      ${api}/dashboard/admin/
  DynamoDB          ${service.dynamodbUrl}
  Mailbox           http://localhost:${service.mail}
  PayPal simulator  http://localhost:${service.paypal}${pagesToEdit(service.pages)}

Demo users, each with a token for ${EXPIRES_IN}:

${callers.map(({ name, token }) => `  ${name}\n    ${token}`).join('\n')}

Their pages, signed in:

${callers.map(({ name, token }) => `  ${name}\n    ${api}${pageOf(name)}#token=${token}`).join('\n')}

Try:

curl -s ${api}/payouts/balance -H 'Authorization: Bearer ${ada}'

curl -s ${api}/payouts/request -H 'Authorization: Bearer ${ada}' -H 'Content-Type: application/json' -H 'Idempotency-Key: first' -d '{"amount":5000}'

curl -s '${api}/payouts?limit=2' -H 'Authorization: Bearer ${ada}'

Ctrl-C stops everything.
`;
}

function pagesToEdit(address: string | undefined): string {
  return address ? `\n  Pages to edit     ${address}  (an edit in web/ shows at once)` : '';
}

function pageOf(name: string): string {
  return name.includes('role admin') ? '/dashboard/admin/' : '/dashboard/';
}
