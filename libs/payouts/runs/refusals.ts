import { PayoutError } from '../errors.ts';
import type { Run } from './run.ts';

/** The refusal of what a run does not allow, with its status and why. */
export function runTransitionRefused({ status }: Run, action: 'file' | 'result', why: string): PayoutError {
  const what = action === 'file' ? 'has no file' : 'takes no results';
  return new PayoutError('invalid_transition', `This run ${what}: ${why}.`, { status, action });
}
