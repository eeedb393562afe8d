import { TABLES, type TableKey } from '../libs/store/engine/tables.ts';
import { mayDescribe, mayGet, mayReadPayouts, mayScan, mayTransact } from './permissions.ts';
import { scheduled } from './shadow.ts';

/** The longest that Lambda lets a function run, and no retry: the answer says what is left to do. */
const longRun = { memorySize: 512, timeout: 900, maximumRetryAttempts: 0 };

const TABLE_KEYS = Object.keys(TABLES) as TableKey[];

/** What keeps the counters true to the payouts. Only an operator invokes the last three. */
export const bookkeeping = {
  reconcile: {
    handler: 'functions/workers/reconcile.handler',
    ...longRun,
    // The hour says which part of the table is looked at, so it must be clear which one it is.
    events: [scheduled('cron(30 * * * ? *)')],
    iamRoleStatements: [mayScan('balances'), mayGet('balances'), mayReadPayouts],
  },
  repairBalance: {
    handler: 'functions/workers/repair-balance.handler',
    ...longRun,
    iamRoleStatements: [mayGet('balances'), mayReadPayouts, mayTransact('balances', 'Update')],
  },
  openBalances: {
    handler: 'functions/workers/open-balances.handler',
    ...longRun,
    iamRoleStatements: [
      mayScan('affiliates'),
      mayGet('affiliates'),
      mayGet('balances'),
      mayGet('payouts'),
      mayReadPayouts,
      mayTransact('payouts', 'Update'),
      mayTransact('balances', 'Put', 'Update'),
    ],
  },
  audit: {
    handler: 'functions/workers/audit.handler',
    ...longRun,
    // More processor comes with it: a million records are parsed.
    memorySize: 1024,
    iamRoleStatements: [
      ...TABLE_KEYS.map(mayDescribe),
      mayScan('affiliates'),
      mayScan('balances'),
      mayScan('payouts'),
    ],
  },
};
