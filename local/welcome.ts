import affiliates from './demo/affiliates.json' with { type: 'json' };
import { localToken } from './token.ts';

/** Long enough for a working day. */
const EXPIRES_IN = '12h';

/** What `npm start` says once everything answers: where things are, who can call, and three calls to paste. */
export function welcome(service: { api: number; mail: number; paypal: number; dynamodbUrl: string }): string {
  const api = `http://localhost:${service.api}`;
  const users = [...affiliates.map(({ user_id }) => user_id), 'user-nobody'];
  const ada = localToken('user-ada', { expiresIn: EXPIRES_IN });
  return `
The payouts service is ready.

  API               ${api}
  DynamoDB          ${service.dynamodbUrl}
  Mailbox           http://localhost:${service.mail}
  PayPal simulator  http://localhost:${service.paypal}

Demo users, each with a token for ${EXPIRES_IN}:

${users.map((user) => `  ${user}\n    ${localToken(user, { expiresIn: EXPIRES_IN })}`).join('\n')}
  user-admin (role admin)
    ${localToken('user-admin', { admin: true, expiresIn: EXPIRES_IN })}

Try:

curl -s ${api}/payouts/balance -H 'Authorization: Bearer ${ada}'

curl -s ${api}/payouts/request -H 'Authorization: Bearer ${ada}' -H 'Content-Type: application/json' -H 'Idempotency-Key: first' -d '{"amount":5000}'

curl -s '${api}/payouts?limit=2' -H 'Authorization: Bearer ${ada}'

Ctrl-C stops everything.
`;
}
