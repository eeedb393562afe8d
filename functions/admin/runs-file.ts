import { endpoint } from '../../libs/http/chain.ts';
import { okCsv } from '../../libs/http/envelope.ts';
import type { Route } from '../../libs/http/route.ts';
import { requireRun } from '../../libs/store/runs/get-run.ts';
import type { Dependencies } from '../../libs/workflows/dependencies.ts';
import { fileOf } from '../../libs/workflows/runs/run-file.ts';
import validate from '../../schemas/compiled/one-run.js';
import { deployed } from '../deployed.ts';

export const route = {
  name: 'getRunFile',
  method: 'GET',
  path: '/admin/runs/{run_id}/file',
  access: 'admins',
  reads: 'nothing',
  summary: 'Gives the file by which a run is paid by hand, the same every time.',
  success: { status: 200, type: 'text/csv' },
  errors: ['run_not_found', 'invalid_transition'],
} as const satisfies Route;

/** The file of a run, for PayPal's mass-payment form or for a bank. */
export const buildGetRunFile = (dependencies: Dependencies) =>
  endpoint(dependencies, { ...route, validate }, async ({ path }, { store }) => {
    const frozen = await requireRun(store, path.run_id);
    return okCsv(`run-${frozen.run.run_id}.csv`, fileOf(frozen));
  });

export const handler = deployed(buildGetRunFile);
