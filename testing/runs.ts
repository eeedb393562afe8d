import { buildConfirmRun } from '../functions/admin/runs-confirm.ts';
import { buildCreateRun } from '../functions/admin/runs-create.ts';
import { buildGetRunFile } from '../functions/admin/runs-file.ts';
import { buildGetRun } from '../functions/admin/runs-get.ts';
import { buildImportRunResult } from '../functions/admin/runs-result.ts';
import { buildContinueRuns } from '../functions/workers/continue-runs.ts';
import type { ImportReport } from '../libs/workflows/runs/import-results.ts';
import type { RunView } from '../schemas/parts/run.ts';
import { contextOf, type TestRequest } from './call.ts';
import { callExpecting } from './expect.ts';
import { AS_ADMIN, type Asked, payoutThatIs } from './lifecycle.ts';
import { invalidRequest, type Refusal } from './refusals.ts';
import type { World } from './world.ts';

/** As much time as Lambda gives a call. */
const CALL_MS = 29_000;

export const freezing = (body: unknown): TestRequest => ({
  method: 'POST',
  path: '/admin/runs',
  ...AS_ADMIN,
  remainingMs: CALL_MS,
  body,
});

const about = (run_id: string, path: string) => ({
  path: `/admin/runs/${run_id}${path}`,
  params: { run_id },
  ...AS_ADMIN,
  remainingMs: CALL_MS,
});

export const gettingRun = (run_id: string): TestRequest => about(run_id, '');

export const gettingFile = (run_id: string): TestRequest => about(run_id, '/file');

export const confirming = (run_id: string, body: unknown, as = 'user-admin'): TestRequest => ({
  ...about(run_id, '/confirm'),
  method: 'POST',
  as,
  body,
});

export const importing = (
  run_id: string,
  csv: string,
  { as = 'user-admin', query = {} }: { as?: string; query?: Record<string, string> } = {},
): TestRequest => ({
  ...about(run_id, '/result'),
  method: 'POST',
  as,
  query,
  headers: { 'content-type': 'text/csv' },
  body: csv,
});

/** Freezes these payouts, or all pending ones of the form's method. */
export async function freeze(world: World, body: object): Promise<RunView> {
  return (await callExpecting(201, buildCreateRun(world), freezing(body))).json.data.run;
}

/** Confirms a run as it was frozen. */
export async function confirm(world: World, { run_id, hash }: RunView, override?: string): Promise<RunView> {
  const body = { hash, ...(override !== undefined && { override }) };
  return (await callExpecting(200, buildConfirmRun(world), confirming(run_id, body))).json.data.run;
}

/** The run as an admin sees it now. */
export async function runNow(world: World, run_id: string): Promise<RunView> {
  return (await callExpecting(200, buildGetRun(world), gettingRun(run_id))).json.data.run;
}

/** The lines of a run's file. */
export async function linesOfFile(world: World, run_id: string): Promise<string[]> {
  const { text } = await callExpecting(200, buildGetRunFile(world), gettingFile(run_id));
  return text.split('\r\n').slice(0, -1);
}

/** What becomes of each line of a file of results. */
export async function bringBack(
  world: World,
  run_id: string,
  csv: string,
  options: { as?: string; query?: Record<string, string> } = {},
): Promise<ImportReport> {
  const request = importing(run_id, csv, options);
  return (await callExpecting(200, buildImportRunResult(world), request)).json.data;
}

/** Runs the worker once. */
export const continueRuns = (world: World, remainingMs = 55_000) =>
  buildContinueRuns(world)({}, contextOf({ remainingMs }));

/** A run for a file, of this PayPal payout only. It has the payout's id, if no other is given. */
export async function openRun(
  world: World,
  payout_id: string,
  status: 'draft' | 'confirmed',
  run_id = payout_id,
): Promise<void> {
  const here = { ...world, newId: () => run_id };
  const run = await freeze(here, { form: 'paypal_csv', payout_ids: [payout_id] });
  if (status === 'confirmed') await confirm(world, run);
}

/** A confirmed run of so many PayPal payouts of $50.00, each of another affiliate, that its file pays. */
export async function runOf(
  world: World,
  count: number,
): Promise<{ run: RunView; asked: Asked[]; ids: string[] }> {
  const asked: Asked[] = [];
  for (let index = 0; index < count; index++) asked.push(await payoutThatIs(world, 'pending'));
  const ids = asked.map(({ payout_id }) => payout_id);
  const run = await confirm(world, await freeze(world, { form: 'paypal_csv', payout_ids: ids }));
  return { run, asked, ids };
}

/** An `invalid_request` of a line, which its message names instead of the request. */
export function invalidLine(...faults: Parameters<typeof invalidRequest>): Refusal {
  const refusal = invalidRequest(...faults);
  return { ...refusal, message: refusal.message.replace('The request', 'The line') };
}

/** A file of results with these lines. */
export const resultsOf = (...rows: string[][]) =>
  [['id', 'status', 'transaction_id', 'reason'], ...rows].map((row) => row.join(',')).join('\r\n');

/** Lines of such a file. */
export const paid = (id = '', transaction = 'T-1') => [id, 'completed', transaction, ''];
export const failed = (id = '', reason = 'Closed.') => [id, 'failed', '', reason];
export const returned = (id = '', reason = 'Closed.') => [id, 'returned', '', reason];
