import { csvOf, dataOf, exportOf, pdfOf } from './answer.ts';
import type { PayoutsClient, RequestOptions } from './client.ts';
import type { Instruction } from './compiled/types.ts';
import { type ApiCall, type ClientOptions, openSend } from './send.ts';

/** A client of the API at `baseUrl`, for the user of the token. */
export function createClient(options: ClientOptions): PayoutsClient {
  const send = openSend(options);

  const payouts: PayoutsClient['payouts'] = {
    request: (request, own) => send(requesting('/payouts/request', request, own), dataOf('payout'), own),
    requestMany: (requests, own) =>
      send(requesting('/payouts/bulk', { payouts: requests }, own), dataOf(), own),
    list: (query, own) => send(reading('/payouts', query), dataOf(), own),
    all: (query, own) => walk((cursor) => payouts.list({ ...query, ...cursor }, own)),
    export: (query, own) => send(reading('/payouts/export', query), exportOf, own),
    balance: (own) => send(reading('/payouts/balance'), dataOf('balance'), own),
    eligibility: (query, own) => send(reading('/payouts/eligibility', query), dataOf('eligibility'), own),
    get: (id, own) => send(reading(`/payouts/${part(id)}`), dataOf('payout'), own),
    cancel: (id, own) => send(acting(`/payouts/${part(id)}/cancel`), dataOf('payout'), own),
    receipt: (id, own) => send(reading(`/payouts/${part(id)}/receipt`), pdfOf, own),
  };

  const adminPayouts: PayoutsClient['admin']['payouts'] = {
    list: (query, own) => send(reading('/admin/payouts', query), dataOf(), own),
    all: (query, own) => walk((cursor) => adminPayouts.list({ ...query, ...cursor }, own)),
    export: (query, own) => send(reading('/admin/payouts/export', query), exportOf, own),
    request: (request, own) => send(referring('/admin/payouts', request), dataOf('payout'), own),
    get: (id, own) => send(reading(`/admin/payouts/${part(id)}`), dataOf('payout'), own),
    process: (id, instruction, own) =>
      send(
        instructing(`/admin/payouts/${part(id)}/process`, instruction, [instruction]),
        dataOf('payout'),
        own,
      ),
    processMany: (items, own) => send(instructing('/admin/payouts/process', { items }, items), dataOf(), own),
    receipt: (id, own) => send(reading(`/admin/payouts/${part(id)}/receipt`), pdfOf, own),
  };

  const affiliates: PayoutsClient['admin']['affiliates'] = {
    get: (id, own) => send(reading(`/admin/affiliates/${part(id)}`), dataOf('affiliate'), own),
  };

  const runs: PayoutsClient['admin']['runs'] = {
    create: (run, own) => send({ ...acting('/admin/runs'), body: run }, dataOf(), own),
    list: (query, own) => send(reading('/admin/runs', query), dataOf(), own),
    get: (id, own) => send(reading(`/admin/runs/${part(id)}`), dataOf('run'), own),
    confirm: (id, confirmation, own) =>
      send({ ...repeating(`/admin/runs/${part(id)}/confirm`), body: confirmation }, dataOf('run'), own),
    file: (id, own) => send(reading(`/admin/runs/${part(id)}/file`), csvOf, own),
    importResult: (id, csv, { dryRun, ...own } = {}) =>
      send(
        { ...repeating(`/admin/runs/${part(id)}/result`), csv, query: { dry_run: dryRun } },
        dataOf(),
        own,
      ),
  };

  const summary: PayoutsClient['admin']['summary'] = (own) =>
    send(reading('/admin/summary'), dataOf('summary'), own);

  return { payouts, admin: { summary, payouts: adminPayouts, affiliates, runs } };
}

const part = encodeURIComponent;

function reading(path: string, query: object = {}): ApiCall {
  return { method: 'GET', path, query, isRepeatable: true };
}

function acting(path: string): ApiCall {
  return { method: 'POST', path, isRepeatable: false };
}

/** What can be sent again: the second time, nothing is left to do. */
function repeating(path: string): ApiCall {
  return { method: 'POST', path, isRepeatable: true };
}

function requesting(
  path: string,
  body: object,
  { idempotencyKey = crypto.randomUUID() }: RequestOptions = {},
): ApiCall {
  return { method: 'POST', path, body, idempotencyKey, isRepeatable: true };
}

/** A body with a reference has its key in itself. */
function referring(path: string, body: { reference: string }): ApiCall {
  return { method: 'POST', path, body, isRepeatable: true };
}

/** An end that is reported twice in the same words is one end. Other instructions have no second time. */
const REPEATABLE: Instruction['action'][] = ['complete', 'fail', 'return'];

function instructing(path: string, body: object, instructions: Instruction[]): ApiCall {
  const isRepeatable = instructions.every(({ action }) => REPEATABLE.includes(action));
  return { method: 'POST', path, body, isRepeatable };
}

/** Everything in a list, page by page. */
async function* walk<Item>(
  getPage: (from: { cursor?: string }) => Promise<{ payouts: Item[]; next_cursor: string | null }>,
): AsyncGenerator<Item, void> {
  let from = {};
  for (;;) {
    const { payouts, next_cursor: cursor } = await getPage(from);
    yield* payouts;
    if (cursor === null) return;
    from = { cursor };
  }
}
