import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Run } from '../../payouts/runs/run.ts';
import type { Store } from '../engine/client.ts';
import { RUN, toRun } from './run-record.ts';

/** A place in the list of runs: the last one that was shown. */
export type RunPosition = Pick<Run, 'run_id' | 'created_at'>;

/** A page of the list of runs: `next` is undefined on the last one. */
export interface RunPage {
  runs: Run[];
  next: RunPosition | undefined;
}

/** A page of the runs without their lines, newest first. A place in the list never changes. */
export async function listRuns(
  { db, tables }: Store,
  { limit, after }: { limit: number; after?: RunPosition },
): Promise<RunPage> {
  const { Items = [] } = await db.send(
    new QueryCommand({
      TableName: tables.runs,
      IndexName: 'created-runs-index',
      KeyConditionExpression: '#kind = :run',
      ExpressionAttributeNames: { '#kind': 'kind' },
      ExpressionAttributeValues: { ':run': RUN },
      ScanIndexForward: false,
      // One more than are shown tells whether another page follows.
      Limit: limit + 1,
      ...(after && { ExclusiveStartKey: { ...after, kind: RUN } }),
    }),
  );
  const runs = Items.map(toRun).filter((run) => run !== undefined);
  const shown = runs.slice(0, limit);
  return { runs: shown, next: runs.length > limit ? shown.at(-1) : undefined };
}
