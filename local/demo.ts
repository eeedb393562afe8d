import { parseArgs } from 'node:util';
import { type Balance, createClient, PayoutsApiError } from '../client/index.ts';
import { runScript } from '../terminal/run-script.ts';
import { localToken } from './token.ts';

/**
 * A story for a person to read, told by a running `npm start`: one payout that is paid, and one that is taken
 * back.
 */

const baseUrl = `http://localhost:${process.env.PORT ?? 3000}`;
const grace = createClient({ baseUrl, token: localToken('user-grace') });
const { admin } = createClient({ baseUrl, token: localToken('user-admin', { admin: true }) });

interface ShownPayout {
  payout_id: string;
  status: string | null;
}

/** Does one thing, then shows what became of the payout and of the balance. */
async function step(text: string, act: () => Promise<ShownPayout>): Promise<string> {
  const { payout_id, status } = await act();
  print(`${text}\n  the payout is ${status}; ${inDollars(await grace.payouts.balance())}\n`);
  return payout_id;
}

function inDollars(balance: Balance): string {
  return Object.entries(balance)
    .map(([name, cents]) => `${name} $${(cents / 100).toFixed(2)}`)
    .join(', ');
}

async function main(): Promise<undefined> {
  parseArgs();
  print('One payout from request to completed\n');
  const paid = await step('Grace asks for $25.00.', () => grace.payouts.request({ amount: 2500 }));
  await step('An admin starts it.', () => admin.payouts.process(paid, { action: 'start' }));
  const transaction_id = `DEMO-${Date.now()}`;
  await step('The admin has paid, and says how.', () =>
    admin.payouts.process(paid, { action: 'complete', transaction_id }),
  );
  print('One payout from request to cancelled\n');
  const inAMonth = new Date(Date.now() + 30 * 24 * 60 * 60 * 1000).toISOString();
  const cancelled = await step('Grace asks for $40.00, to be paid in a month.', () =>
    grace.payouts.request({ amount: 4000, scheduled_for: inAMonth }),
  );
  await step('Grace thinks better of it.', () => grace.payouts.cancel(cancelled));
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function tell(error: unknown): string {
  const isDown = error instanceof PayoutsApiError && error.code === 'no_answer';
  return isDown ? `Nothing answers at ${baseUrl}. Is npm start running?` : (error as Error).message;
}

const USAGE = 'Usage: npm run demo, beside a running npm start';
await runScript({ name: 'npm run demo --', usage: USAGE, tell }, main);
