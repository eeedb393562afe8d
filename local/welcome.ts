import { EXPIRES_IN } from './demo-callers.ts';
import { DEMO_USERS } from './demo-users.ts';

/** Where everything is. */
export interface Addresses {
  api: number;
  mail: number;
  paypal: number;
  dynamodbUrl: string;
  pages: string | undefined;
  logFile: string;
}

/**
 * What `npm start` says once everything answers: where things are, who can call, and three calls to paste. It
 * fits on a screen.
 */
export function welcome(
  { api, mail, paypal, dynamodbUrl, pages, logFile }: Addresses,
  token: string,
): string {
  const url = `http://localhost:${api}`;
  const users = Object.entries(DEMO_USERS).map(([user, shows]) => `  ${user.padEnd(12)} ${shows}`);
  return `The payouts service is ready at ${url}. Ctrl-C stops everything.
  Pages       ${url}/dashboard/ and ${url}/dashboard/admin/${pages ? `; to edit: ${pages}` : ''}
  Reference   ${url}/docs/
  Mailbox     http://localhost:${mail}; PayPal's simulator: http://localhost:${paypal}; DynamoDB: ${dynamodbUrl}
  Log         ${logFile}

Demo users: choose one on the pages, or get a token with \`npm run --silent token -- user-grace\`.
${users.join('\n')}

As Ada, for ${EXPIRES_IN}:
export TOKEN=${token}
curl -sw '\\n' ${url}/payouts/balance -H "Authorization: Bearer $TOKEN"
curl -sw '\\n' ${url}/payouts/request -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -H 'Idempotency-Key: first' -d '{"amount":5000}'
curl -sw '\\n' '${url}/payouts?limit=2' -H "Authorization: Bearer $TOKEN"
`;
}
