import type { RunSummary } from '../../client/index.ts';
import { ADMIN_WORDS } from '../words/en-admin.ts';

const TONES: Record<RunSummary['status'], string> = { draft: 'plain', confirmed: 'wait', done: 'good' };

/** The status of a run, in a word. */
export function RunStatus({ of: status }: { of: RunSummary['status'] }) {
  return <span class={`badge ${TONES[status]}`}>{ADMIN_WORDS.runs.statuses[status]}</span>;
}
