import { endpoint } from '../../libs/http/chain.ts';
import { ok } from '../../libs/http/envelope.ts';
import type { Route } from '../../libs/http/route.ts';
import type { Dependencies } from '../../libs/workflows/dependencies.ts';
import { readRun } from '../../libs/workflows/runs/run-now.ts';
import { showRun } from '../../libs/workflows/runs/show-run.ts';
import validate from '../../schemas/compiled/one-run.js';
import { deployed } from '../deployed.ts';

export const route = {
  name: 'getRun',
  method: 'GET',
  path: '/admin/runs/{run_id}',
  access: 'admins',
  reads: 'nothing',
  summary: 'Shows a run: what was frozen, and where each payout is now.',
  success: { status: 200, data: 'run' },
  errors: ['run_not_found'],
} as const satisfies Route;

/** A run with its payouts. */
export const buildGetRun = (dependencies: Dependencies) =>
  endpoint(dependencies, { ...route, validate }, async ({ path }, { store }) =>
    ok({ run: showRun(await readRun(store, path.run_id)) }),
  );

export const handler = deployed(buildGetRun);
