import { createHash } from 'node:crypto';
import { type FieldFault, invalidFields, PayoutError } from '../errors.ts';
import type { Action } from '../transitions.ts';
import { namingOf } from './as-said.ts';
import type { Match, Matcher } from './match-rows.ts';
import { centsIn, type ResultRow } from './result-rows.ts';
import type { RunLine } from './run.ts';

/** What a line has done to its payout. */
export type ResultAction = Extract<Action, 'complete' | 'fail' | 'return'>;

/** What a line asks for, in the form of an admin's instruction. It is not checked yet. */
export interface RowInstruction {
  action: ResultAction;
  transaction_id?: string;
  reason?: string;
}

/** What is to be done for a line; nothing, if it is refused. `repeats` is a line that says the same. */
export type RowVerdict = { row: ResultRow } & (
  | { kind: 'do'; line: RunLine; instruction: RowInstruction; repeats?: number }
  | { kind: 'refused'; line?: RunLine; error: PayoutError; because?: 'unmatched' | 'ambiguous' }
);

const ACTIONS = new Map<string, ResultAction>([
  ['completed', 'complete'],
  ['failed', 'fail'],
  ['returned', 'return'],
]);

/**
 * Judges each line on its own, but for those about one payout: unless all of them say the same, none of them
 * counts.
 */
export function judgeRows(rows: readonly ResultRow[], match: Matcher): RowVerdict[] {
  const matched = rows.map((row): { row: ResultRow; found: Match } => ({ row, found: match(row) }));
  const about = new Map<string, About>();
  for (const { row, found } of matched) {
    if (found.kind !== 'matched') continue;
    const { payout_id } = found.line;
    about.set(payout_id, withRow(about.get(payout_id), row));
  }
  return matched.map(({ row, found }) => {
    if (!row.isWhole) return refused(row, [{ path: '', message: 'has more or fewer cells than the header' }]);
    if (found.kind !== 'matched') return unfound(row, found.kind);
    return verdictOn(row, found, about.get(found.line.payout_id) ?? withRow(undefined, row));
  });
}

/** What a file says of a payout: the words of its first line, and the first line that says something else. */
interface About {
  first: number;
  words: string;
  other?: number;
}

/** Each line is compared with the first only: a file may name one payout in all of its lines. */
function withRow(about: About | undefined, row: ResultRow): About {
  if (!about) return { first: row.line, words: wordsOf(row) };
  if (about.other !== undefined || wordsOf(row) === about.words) return about;
  return { ...about, other: row.line };
}

function verdictOn(
  row: ResultRow,
  { line, faults }: Extract<Match, { kind: 'matched' }>,
  about: About,
): RowVerdict {
  const action = ACTIONS.get(row.said.status?.toLowerCase() ?? '');
  const all = [...contradictions(row, about), ...faults, ...(action ? [] : [UNKNOWN_STATUS])];
  if (all.length > 0 || !action) return refused(row, all, line);
  const instruction = instructionOf(action, row);
  return { kind: 'do', row, line, instruction, ...(about.first !== row.line && { repeats: about.first }) };
}

/** What a line says beside its status: an id is of no use to a failure, and a reason none to a payment. */
function instructionOf(
  action: ResultAction,
  { said: { transaction_id, reason } }: ResultRow,
): RowInstruction {
  if (action === 'complete') return { action, ...(transaction_id !== undefined && { transaction_id }) };
  return { action, ...(reason !== undefined && { reason }) };
}

const UNKNOWN_STATUS: FieldFault = { path: 'status', message: 'must be completed, failed or returned' };

function contradictions(row: ResultRow, { first, words, other }: About): FieldFault[] {
  if (other === undefined) return [];
  const line = wordsOf(row) === words ? other : first;
  return [{ path: '', message: `says something else of this payout than line ${line}` }];
}

function wordsOf({ said }: ResultRow): string {
  const { status = '', transaction_id = '', reason = '', amount = '', payment_email = '' } = said;
  return JSON.stringify([status.toLowerCase(), transaction_id, reason, amount, payment_email]);
}

const UNFOUND: Record<'unmatched' | 'ambiguous', string> = {
  unmatched: 'No payout of this run is the one that the line names.',
  ambiguous: 'Several payouts of this run fit the line: name one by its id.',
};

const UNREAD_AMOUNT = ' Its amount cannot be read: write it like 1234.50.';

function unfound(row: ResultRow, because: 'unmatched' | 'ambiguous'): RowVerdict {
  const { amount } = row.said;
  const unread = amount !== undefined && centsIn(amount) === undefined ? UNREAD_AMOUNT : '';
  const error = new PayoutError('payout_not_found', `${UNFOUND[because]}${unread}${namingOf(row)}`);
  return { kind: 'refused', row, because, error };
}

function refused(row: ResultRow, faults: FieldFault[], line?: RunLine): RowVerdict {
  return { kind: 'refused', row, error: invalidFields(faults, 'line'), ...(line && { line }) };
}

/**
 * The id of the step that a line takes: the same line again, by whomever, is the same step.
 */
export function resultStepId(runId: string, { action, transaction_id, reason }: RowInstruction): string {
  const words = JSON.stringify([transaction_id ?? null, reason ?? null]);
  const digest = createHash('sha256').update(words).digest('base64url').slice(0, 22);
  return `run:${runId}:${action}:${digest}`;
}
