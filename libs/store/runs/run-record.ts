import type { Confirmation, FrozenRun, LeftOut, Run, RunLine } from '../../payouts/runs/run.ts';
import { chunksOf } from '../../runtime/chunks.ts';

/** What stands in `kind` of a run, and of nothing else. */
export const RUN = 'run' as const;
/** What stands in `open` of a run that is confirmed and not done. */
export const OPEN = 'open' as const;

/** Few enough that an item stays far below DynamoDB's 400 KB, whatever ids another service has chosen. */
const LINES_IN_ITEM = 50;

/**
 * A run as it is stored: without its lines, which stand in `line_items` items of their own. `due_at` is when
 * it is looked at again, while it is open.
 */
export type RunItem = Omit<Run, 'confirmed'> &
  Partial<Confirmed> & { kind: typeof RUN; line_items: number; open?: typeof OPEN; due_at?: string };

interface Confirmed {
  confirmed_by: string;
  confirmed_at: string;
  override: string;
}

/** The key of one item with lines of a run. No run has such an id. */
export function linesKey(runId: string, index: number): string {
  return `${runId}/lines/${index}`;
}

/** The key of the item that says what a run has left out. */
export function leftOutKey(runId: string): string {
  return `${runId}/left-out`;
}

/** The items that a new run is stored in, the run itself first. */
export function itemsOf({ run, lines, leftOut }: FrozenRun): Record<string, unknown>[] {
  const chunks = chunksOf(lines, LINES_IN_ITEM);
  return [
    { ...run, kind: RUN, line_items: chunks.length },
    { run_id: leftOutKey(run.run_id), left_out: leftOut },
    ...chunks.map((chunk, index) => ({ run_id: linesKey(run.run_id, index), lines: chunk })),
  ];
}

/** The run that an item is; undefined for any other item. Only this service writes the table. */
export function toRun(item: Record<string, unknown> | undefined): Run | undefined {
  if (item?.kind !== RUN) return undefined;
  const {
    kind: _,
    line_items: __,
    open: ___,
    due_at: ____,
    confirmed_by: by,
    confirmed_at: at,
    override,
    ...run
  } = item as unknown as RunItem;
  const confirmed: Confirmation | undefined =
    by !== undefined && at !== undefined
      ? { by, at, ...(override !== undefined && { override }) }
      : undefined;
  return { ...run, ...(confirmed && { confirmed }) };
}

/** The lines in one of their items. */
export function toLines(item: Record<string, unknown> | undefined): RunLine[] {
  return (item?.lines ?? []) as RunLine[];
}

/** What an item says is left out. */
export function toLeftOut(item: Record<string, unknown> | undefined): LeftOut[] {
  return (item?.left_out ?? []) as LeftOut[];
}
