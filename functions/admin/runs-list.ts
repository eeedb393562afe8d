import { endpoint } from '../../libs/http/chain.ts';
import { ok } from '../../libs/http/envelope.ts';
import { limitOf } from '../../libs/http/paging.ts';
import type { Route } from '../../libs/http/route.ts';
import { cursorAfterRun, runPositionOf } from '../../libs/http/run-cursor.ts';
import { listRuns } from '../../libs/store/runs/list-runs.ts';
import type { Dependencies } from '../../libs/workflows/dependencies.ts';
import { showRunSummary } from '../../libs/workflows/runs/show-run.ts';
import validate from '../../schemas/compiled/list-runs.js';
import { deployed } from '../deployed.ts';

export const route = {
  name: 'listRuns',
  method: 'GET',
  path: '/admin/runs',
  access: 'admins',
  reads: 'nothing',
  summary: 'Lists the runs, newest first, without their payouts.',
  success: { status: 200, data: 'run-page' },
  errors: ['invalid_request'],
} as const satisfies Route;

/** A page of the runs, newest first. */
export const buildListRuns = (dependencies: Dependencies) =>
  endpoint(dependencies, { ...route, validate }, async ({ query }, { store }) => {
    const { cursor } = query;
    const after = cursor === undefined ? {} : { after: runPositionOf(cursor) };
    const { runs, next } = await listRuns(store, { limit: limitOf(query), ...after });
    return ok({ runs: runs.map(showRunSummary), next_cursor: cursorAfterRun(next) });
  });

export const handler = deployed(buildListRuns);
