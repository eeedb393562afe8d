import type { Column } from '../../libs/payouts/runs/result-rows.ts';
import type { RunForm } from '../../libs/payouts/runs/run.ts';
import type { TestAnswer } from '../../testing/call.ts';
import type { Outcome } from '../operations.ts';

/** What admins do with runs. A `pick` chooses among what there is when its step begins. */
export const RUN_OPERATIONS = ['create-run', 'confirm-run', 'run-results'] as const;
export type RunOperation =
  | { kind: 'create-run'; form: RunForm; pick: number }
  | { kind: 'confirm-run' | 'run-results'; pick: number };

/** One payout of a run, as the answer to the draft has it. */
export interface BookedLine {
  amount: number;
  receiver: string;
  fileId: string;
  warnings: string[];
}

/** A run as those who made it know it. */
export interface BookedRun {
  runId: string;
  form: RunForm;
  hash: string;
  lines: ReadonlyMap<string, BookedLine>;
  /** `perhaps` is a draft whose confirmation had no answer. */
  state: 'draft' | 'perhaps' | 'confirmed';
  /** Whether it was seen that each payout is started or left out. */
  isStarted: boolean;
  /** A file of results each line of which was carried out, so that it can be brought again. */
  lastFile?: ResultLine[];
}

/** How a line of results is wrong: it must be refused, and nothing be done for it. */
export type Flaw = 'status' | 'amount' | 'stranger';

/** A line of a file of results, and the payout that it is about. */
export interface ResultLine {
  payoutId: string;
  action: 'complete' | 'fail' | 'return';
  cells: Partial<Record<Column, string>>;
  flaw?: Flaw;
  /** Whether nothing stands in its way, if nothing goes wrong. */
  isDue: boolean;
}

/** What an admin does with a run, with every choice made. */
export type RunAct =
  | { kind: 'create-run'; foreseen?: string }
  | { kind: 'confirm-run'; runId: string; hash: string; override?: string; foreseen?: string }
  | { kind: 'run-results'; runId: string; lines: ResultLine[]; isRepeated: boolean };

/** What an operation with a run comes to, and how to do it. */
export interface RunChoice {
  act: RunAct;
  perform: () => Promise<TestAnswer>;
}

/** What was done with a run, and how it ended. */
export interface RunEvent {
  act: RunAct;
  outcome: Outcome;
}

/** Whether an operation is one with a run. */
export function isRunOperation(operation: { kind: string }): operation is RunOperation {
  return RUN_OPERATIONS.some((kind) => kind === operation.kind);
}
