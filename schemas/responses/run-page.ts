import { nextCursor } from '../parts/next-cursor.ts';
import { closedObject, listOf } from '../parts/objects.ts';
import { runSummary } from '../parts/run.ts';

export const data = closedObject('A page of the runs.', {
  runs: listOf('The runs, newest first.', runSummary),
  next_cursor: nextCursor,
});
