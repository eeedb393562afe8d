import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { buildGetBalance } from '../functions/payouts/balance.ts';
import { buildListPayouts } from '../functions/payouts/list.ts';
import { buildRequestPayout } from '../functions/payouts/request.ts';
import type { ApiHandler } from '../libs/http/event.ts';
import type { Payout } from '../libs/payouts/payout.ts';
import { localToken } from '../local/token.ts';
import { call, type TestAnswer, type TestRequest } from '../testing/call.ts';
import type { World } from '../testing/world.ts';
import { metered, type Usage } from './metered.ts';
import { AMOUNT, deletePayout, FAILED, type History, takeBack } from './seed-histories.ts';
import { buildSourceBalance, buildSourceRequest } from './source-algorithm.ts';

/** A call that is measured at several lengths of history. */
export interface Operation {
  name: string;
  build: (world: World) => ApiHandler;
  request: TestRequest;
  /** Throws if the answer is not exactly the right one. */
  check: (answer: TestAnswer, history: History) => void;
  undo?: (world: World, history: History, answer: TestAnswer) => Promise<void>;
}

const PAGE = 100;
const REQUEST = { method: 'POST', path: '/payouts/request', body: { amount: AMOUNT } };

/** What the service does. */
export const OURS: Operation[] = [
  { name: 'balance', build: buildGetBalance, request: { path: '/payouts/balance' }, check: checkBalance },
  {
    name: 'request',
    build: buildRequestPayout,
    request: REQUEST,
    check: checkRequest,
    undo: (world, { affiliateId }, answer) => takeBack(world, affiliateId, answer),
  },
  { name: 'list', build: buildListPayouts, request: {}, check: checkPage },
  {
    name: 'list, failed only',
    build: buildListPayouts,
    request: { query: { status: 'failed' } },
    check: checkFailed,
  },
];

/** What the service that it replaces did. */
export const SOURCES: Operation[] = [
  { name: 'balance', build: buildSourceBalance, request: { path: '/payouts/balance' }, check: checkBalance },
  {
    name: 'request',
    build: buildSourceRequest,
    request: REQUEST,
    check: checkRequest,
    undo: (world, _history, answer) => deletePayout(world, answer),
  },
];

function checkBalance({ status, json }: TestAnswer, { balance }: History): void {
  strictEqual(status, 200);
  deepStrictEqual(json.data.balance, balance);
}

function checkRequest({ status, json }: TestAnswer): void {
  strictEqual(status, 201);
  strictEqual(json.data.payout.amount, AMOUNT);
}

function checkPage({ status, json }: TestAnswer, { size }: History): void {
  strictEqual(status, 200);
  strictEqual(json.data.total, size);
  strictEqual(json.data.payouts.length, Math.min(size, PAGE));
}

function checkFailed({ status, json }: TestAnswer): void {
  strictEqual(status, 200);
  const statuses = json.data.payouts.map((payout: Payout) => payout.status);
  deepStrictEqual(statuses, Array(FAILED).fill('failed'));
}

/** The operation on this history: one call of it, and what puts back what the call has changed. */
export function runsOf(world: World, history: History, operation: Operation) {
  const handler = operation.build(world);
  const authorization = `Bearer ${localToken(history.userId)}`;
  const request = { ...operation.request, headers: { authorization, 'content-type': 'application/json' } };
  return {
    run: () => call(handler, request),
    undo: async (answer: TestAnswer) => operation.undo?.(world, history, answer),
  };
}

/**
 * What one call of the operation costs the database.
 * @throws AssertionError if its answer is wrong
 */
export async function usageOf(world: World, history: History, operation: Operation): Promise<Usage> {
  const { store, usage } = metered(world);
  const answer = await runsOf({ ...world, store }, history, operation).run();
  operation.check(answer, history);
  await runsOf(world, history, operation).undo(answer);
  return usage;
}
