import type { Caller } from '../libs/runtime/page-settings.ts';
import { EXPIRES_IN } from './demo-callers.ts';

/**
 * What `npm start` says once everything answers: where things are, who can call, and three calls to paste.
 */
export function welcome(
  service: { api: number; mail: number; paypal: number; dynamodbUrl: string },
  callers: Caller[],
): string {
  const api = `http://localhost:${service.api}`;
  const ada = callers.find(({ name }) => name === 'user-ada')?.token;
  return `
The payouts service is ready.

  API               ${api}
  Its reference     ${api}/docs/
  DynamoDB          ${service.dynamodbUrl}
  Mailbox           http://localhost:${service.mail}
  PayPal simulator  http://localhost:${service.paypal}

Demo users, each with a token for ${EXPIRES_IN}:

${callers.map(({ name, token }) => `  ${name}\n    ${token}`).join('\n')}

Try:

curl -s ${api}/payouts/balance -H 'Authorization: Bearer ${ada}'

curl -s ${api}/payouts/request -H 'Authorization: Bearer ${ada}' -H 'Content-Type: application/json' -H 'Idempotency-Key: first' -d '{"amount":5000}'

curl -s '${api}/payouts?limit=2' -H 'Authorization: Bearer ${ada}'

Ctrl-C stops everything.
`;
}
