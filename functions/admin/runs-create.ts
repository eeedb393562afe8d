import { endpoint } from '../../libs/http/chain.ts';
import { created } from '../../libs/http/envelope.ts';
import type { Route } from '../../libs/http/route.ts';
import { withPaypal } from '../../libs/paypal/open.ts';
import type { Dependencies } from '../../libs/workflows/dependencies.ts';
import { freezeRun } from '../../libs/workflows/runs/freeze-run.ts';
import { showRun } from '../../libs/workflows/runs/show-run.ts';
import validate from '../../schemas/compiled/create-run.js';
import { deployed } from '../deployed.ts';

export const route = {
  name: 'createRun',
  method: 'POST',
  path: '/admin/runs',
  access: 'admins',
  reads: 'json',
  bodyLimit: 64 * 1024,
  summary: 'Freezes a list of up to 1000 pending payouts of one method, to be started together.',
  success: { status: 201, data: 'created-run' },
  errors: [],
} as const satisfies Route;

/** An admin freezes a list of payouts, and sees what would be started. */
export const buildCreateRun = (dependencies: Dependencies) =>
  endpoint(dependencies, { ...route, validate }, async ({ body, user }, forThisCall) => {
    const { hasMore, ...now } = await freezeRun(forThisCall, body, user.userId);
    return created('The run was frozen', { run: showRun(now), has_more: hasMore });
  });

export const handler = deployed(buildCreateRun, withPaypal);
