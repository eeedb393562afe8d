import { demoCallers, EXPIRES_IN } from './demo-callers.ts';
import { localToken } from './token.ts';

/**
 * What `npm start` says once everything answers: where things are, who can call, and three calls to paste.
 */
export function welcome(service: { api: number; mail: number; paypal: number; dynamodbUrl: string }): string {
  const api = `http://localhost:${service.api}`;
  const callers = demoCallers();
  const ada = localToken('user-ada', { expiresIn: EXPIRES_IN });
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
