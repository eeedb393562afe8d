import { endpoint } from '../../libs/http/chain.ts';
import { ok } from '../../libs/http/envelope.ts';
import type { Route } from '../../libs/http/route.ts';
import type { Dependencies } from '../../libs/workflows/dependencies.ts';
import { importResults } from '../../libs/workflows/runs/import-results.ts';
import validate from '../../schemas/compiled/import-run-result.js';
import { deployed } from '../deployed.ts';

export const route = {
  name: 'importRunResult',
  method: 'POST',
  path: '/admin/runs/{run_id}/result',
  access: 'admins',
  reads: 'csv',
  bodyLimit: 1024 * 1024,
  summary: 'Carries out a file that says how the payouts of a run ended, line by line.',
  success: { status: 200, data: 'run-results' },
  errors: ['run_not_found', 'invalid_transition'],
} as const satisfies Route;

/** An admin brings back what the bank or PayPal says of a run's payouts. */
export const buildImportRunResult = (dependencies: Dependencies) =>
  endpoint(dependencies, { ...route, validate }, async ({ path, query, body, user }, forThisCall) => {
    const isDry = query.dry_run === 'true';
    return ok(await importResults(forThisCall, { runId: path.run_id, text: body, user, isDry }));
  });

export const handler = deployed(buildImportRunResult);
