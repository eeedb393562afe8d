import { localToken } from './token.ts';

/** A story for a person to read, told by a running `npm start`: one payout that is paid, and one that is taken back. */

const API = `http://localhost:${process.env.PORT ?? 3000}`;
const GRACE = localToken('user-grace');
const ADMIN = localToken('user-admin', { admin: true });

interface Answer {
  message: string;
  data: { payout: { payout_id: string; status: string }; balance: Record<string, number> };
}

async function call(token: string, method: string, path: string, body?: object): Promise<Answer['data']> {
  const response = await fetch(API + path, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  const { message, data } = (await response.json()) as Answer;
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${message}`);
  return data;
}

/** Does one thing, then shows what became of the payout and of the balance. */
async function step(text: string, act: () => Promise<Answer['data']>): Promise<string> {
  const { payout } = await act();
  const { balance } = await call(GRACE, 'GET', '/payouts/balance');
  const amounts = Object.entries(balance).map(([name, cents]) => `${name} $${(cents / 100).toFixed(2)}`);
  print(`${text}\n  the payout is ${payout.status}; ${amounts.join(', ')}\n`);
  return payout.payout_id;
}

async function tell(): Promise<void> {
  const process = (id: string, body: object) => call(ADMIN, 'POST', `/admin/payouts/${id}/process`, body);
  print('One payout from request to completed\n');
  const paid = await step('Grace asks for $25.00.', () =>
    call(GRACE, 'POST', '/payouts/request', { amount: 2500 }),
  );
  await step('An admin starts it.', () => process(paid, { action: 'start' }));
  await step('The admin has paid, and says how.', () =>
    process(paid, { action: 'complete', transaction_id: `DEMO-${Date.now()}` }),
  );
  print('One payout from request to cancelled\n');
  const inAMonth = new Date(Date.now() + 30 * 24 * 60 * 60 * 1000).toISOString();
  const cancelled = await step('Grace asks for $40.00, to be paid in a month.', () =>
    call(GRACE, 'POST', '/payouts/request', { amount: 4000, scheduled_for: inAMonth }),
  );
  await step('Grace thinks better of it.', () => call(GRACE, 'POST', `/payouts/${cancelled}/cancel`));
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

try {
  await tell();
} catch (error) {
  const { message, cause } = error as Error & { cause?: { code?: string } };
  const advice =
    cause?.code === 'ECONNREFUSED' ? `Nothing answers at ${API}. Is npm start running?` : message;
  process.stderr.write(`${advice}\n`);
  process.exitCode = 1;
}
