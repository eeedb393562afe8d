import type { RunView } from '../../schemas/parts/run.ts';
import { call } from '../../testing/call.ts';
import { faultsOfFile, faultsOfRails, faultsOfRuns, idsInFile } from '../../testing/run-faults.ts';
import { idsAt } from '../paypal-account.ts';
import type { Run } from '../run.ts';
import { Violation } from '../violation.ts';
import { about } from './act.ts';
import { expectNoFaults, recordsOf } from './judge.ts';

/**
 * What was confirmed is started, each file pays what its run says, and no payout is in two runs, or in a file
 * and at PayPal. @throws Violation
 */
export async function expectRuns(run: Run): Promise<void> {
  const started: RunView[] = [];
  const filed: string[] = [];
  for (const { runId, state, lines } of run.runs.values()) {
    const { json, text } = await call(run.system.handlers.getRun, about(runId));
    const view: RunView | undefined = json.data?.run;
    if (!view) throw new Violation(`Run ${runId} cannot be seen: ${text}`);
    const isDraft = view.status === 'draft';
    if (isDraft !== (state === 'draft') && state !== 'perhaps')
      throw new Violation(`Run ${runId} is a ${view.status} run, and should be ${state}.`);
    if (isDraft) continue;
    if (view.started_at === null) throw new Violation(`Run ${runId} is confirmed, and was never started.`);
    started.push(view);
    if (view.form === 'paypal') continue;
    const rows = await fileOf(run, runId);
    expectNoFaults(faultsOfFile(view, rows));
    const ids = new Map(Array.from(lines, ([payoutId, { fileId }]) => [fileId, payoutId]));
    filed.push(...idsInFile(view.form, rows).map((id) => ids.get(id) ?? id));
  }
  expectNoFaults(faultsOfRuns(recordsOf(run), started));
  // A restore forgets what came back from PayPal, and it may be paid by hand then.
  const posted = idsAt(run.system.paypals).filter((id) => !run.postedBefore.has(id));
  expectNoFaults(faultsOfRails(filed, new Set(posted)));
}

async function fileOf({ system }: Run, runId: string): Promise<string[]> {
  const { status, text } = await call(system.handlers.runFile, about(runId, '/file'));
  if (status !== 200) throw new Violation(`Run ${runId} has no file: ${text}`);
  return text.split('\r\n').slice(0, -1);
}
