import { RUN_FORMS, type RunForm } from '../../libs/payouts/runs/run.ts';
import { call } from '../../testing/call.ts';
import type { Account } from '../model/account.ts';
import { foresee, isFree } from '../model/runs.ts';
import { outcomeOf } from '../operations.ts';
import { payoutsOf, type Run } from '../run.ts';
import type { BookedRun, RunAct, RunChoice, RunEvent, RunOperation } from './operations.ts';
import { csvOf, linesFor } from './results-file.ts';

const NAMED_MAX = 4;
const RECENT = 3;
const AS_ADMIN = { as: 'user-admin', admin: true };

/** Makes the choices of what is done with a run; undefined if there is nothing to do. */
export function chooseRun(run: Run, operation: RunOperation): RunChoice | undefined {
  switch (operation.kind) {
    case 'create-run':
      return creating(run, operation.form, operation.pick);
    case 'confirm-run':
      return confirming(run, operation.pick);
    case 'run-results':
      return bringingBack(run, operation.pick);
  }
}

/** Does what was chosen, and records how it ended. */
export async function performRun({ act, perform }: RunChoice): Promise<RunEvent> {
  return { act, outcome: outcomeOf(await perform()) };
}

/** Freezes what a filter finds, or payouts by their ids: now and then also some that are not free. */
function creating(run: Run, wanted: RunForm, pick: number): RunChoice | undefined {
  const pending = Array.from(payoutsOf(run)).filter(([, { status }]) => status === 'pending');
  const freeFor = (form: RunForm) => pending.filter(([, payout]) => isFree(payout, form));
  const form = [wanted, ...RUN_FORMS].find((each) => freeFor(each).length > 0) ?? wanted;
  const fit = pick % 3 === 0 ? pending : freeFor(form);
  const last = fit.findIndex(([payoutId]) => payoutId === run.lastTouched);
  const from = last < 0 ? pick % fit.length : last;
  const chosen = fit.slice(from, from + 1 + (pick % NAMED_MAX));
  const payout_ids = chosen.map(([payoutId]) => payoutId);
  const [first] = payout_ids;
  if (first === undefined) return undefined;
  const isNamed = pick % 8 < 5;
  const filter = pick % 2 === 0 ? { filter: { affiliate_id: run.ownerOf(first) } } : {};
  const body = { form, ...(isNamed ? { payout_ids } : filter) };
  const isStopped = (payoutId: string) => isUnreadable(run.accounts.get(run.ownerOf(payoutId)));
  const isRight = chosen.every(([payoutId, payout]) => isFree(payout, form) && !isStopped(payoutId));
  const request = { ...AS_ADMIN, method: 'POST', path: '/admin/runs', body };
  return {
    act: { kind: 'create-run', ...(isNamed && { foreseen: isRight ? 'done' : 'invalid_request' }) },
    perform: () => call(run.system.handlers.createRun, request),
  };
}

/** Whether the balance row names a record that cannot be read. */
function isUnreadable(account: Account | undefined): boolean {
  return account?.isOpen === true && account.unreadable.size > 0;
}

/**
 * Confirms a draft, mostly the last one, or a run that is confirmed already; now and then by a wrong hash.
 */
function confirming(run: Run, pick: number): RunChoice | undefined {
  const latest = Array.from(run.runs.values()).reverse();
  const ordered = [...latest.filter(isDraft), ...latest.filter((each) => !isDraft(each))].slice(0, RECENT);
  const booked = ordered[pick % 10 < 8 ? 0 : pick % ordered.length];
  if (!booked) return undefined;
  const { runId } = booked;
  run.lastTouched = booked.lines.keys().next().value;
  const hash = pick % 11 === 0 ? '0'.repeat(booked.hash.length) : booked.hash;
  const override = pick % 3 === 0 ? { override: 'Agreed.' } : {};
  const accountOf = (payoutId: string) => run.accounts.get(run.ownerOf(payoutId));
  const foreseen = hash === booked.hash ? foresee(booked, accountOf, override.override) : 'invalid_request';
  const act: RunAct = { kind: 'confirm-run', runId, hash, ...override, ...(foreseen && { foreseen }) };
  const request = { ...about(runId, '/confirm'), method: 'POST', body: { hash, ...override } };
  return { act, perform: () => call(run.system.handlers.confirmRun, request) };
}

/** Brings back a file of results, a new one or, now and then, the last one again. */
function bringingBack(run: Run, pick: number): RunChoice | undefined {
  const filed = Array.from(run.runs.values())
    .filter(({ form, state }) => form !== 'paypal' && state !== 'draft')
    .slice(-RECENT);
  const booked = filed[pick % filed.length];
  if (!booked) return undefined;
  const { runId, lastFile } = booked;
  const isRepeated = lastFile !== undefined && pick % 4 === 0;
  const lines = isRepeated ? lastFile : linesFor(run, booked, pick);
  if (lines.length === 0) return undefined;
  const headers = { 'content-type': 'text/csv' };
  const request = { ...about(runId, '/result'), method: 'POST', headers, body: csvOf(lines) };
  return {
    act: { kind: 'run-results', runId, lines, isRepeated },
    perform: () => call(run.system.handlers.runResults, request),
  };
}

function isDraft({ state }: BookedRun): boolean {
  return state === 'draft';
}

/** A request about a run. */
export function about(run_id: string, path = '') {
  return { ...AS_ADMIN, path: `/admin/runs/${run_id}${path}`, params: { run_id }, remainingMs: 29_000 };
}
