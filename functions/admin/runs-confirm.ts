import { endpoint } from '../../libs/http/chain.ts';
import { ok } from '../../libs/http/envelope.ts';
import type { Route } from '../../libs/http/route.ts';
import { withPaypal } from '../../libs/paypal/open.ts';
import type { Dependencies } from '../../libs/workflows/dependencies.ts';
import { confirmRun } from '../../libs/workflows/runs/confirm-run.ts';
import { showRun } from '../../libs/workflows/runs/show-run.ts';
import validate from '../../schemas/compiled/confirm-run.js';
import { deployed } from '../deployed.ts';

export const route = {
  name: 'confirmRun',
  method: 'POST',
  path: '/admin/runs/{run_id}/confirm',
  access: 'admins',
  reads: 'json',
  summary: 'Starts exactly the payouts of a run, as they were frozen, or goes on where that stopped.',
  success: { status: 200, data: 'run' },
  errors: ['run_not_found', 'needs_override', 'run_changed'],
} as const satisfies Route;

/** An admin has a run started. */
export const buildConfirmRun = (dependencies: Dependencies) =>
  endpoint(dependencies, { ...route, validate }, async ({ path, body, user }, forThisCall) => {
    const { hash, override } = body;
    const order = { runId: path.run_id, hash, override, userId: user.userId };
    return ok({ run: showRun(await confirmRun(forThisCall, order)) });
  });

export const handler = deployed(buildConfirmRun, withPaypal);
