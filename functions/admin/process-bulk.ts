import { endpoint } from '../../libs/http/chain.ts';
import { ok } from '../../libs/http/envelope.ts';
import { resultOf } from '../../libs/http/results.ts';
import type { Route } from '../../libs/http/route.ts';
import { invalidField } from '../../libs/payouts/errors.ts';
import { plainId } from '../../libs/payouts/payout-id.ts';
import { withPaypal } from '../../libs/paypal/open.ts';
import { inParallel } from '../../libs/runtime/concurrency.ts';
import type { Dependencies } from '../../libs/workflows/dependencies.ts';
import { processPayout } from '../../libs/workflows/process-payout.ts';
import { showResultsToAdmin } from '../../libs/workflows/show-to-admin.ts';
import validate from '../../schemas/compiled/process-payouts.js';
import type { Item } from '../../schemas/requests/process-payouts.ts';
import { deployed } from '../deployed.ts';

export const route = {
  name: 'processPayouts',
  method: 'POST',
  path: '/admin/payouts/process',
  access: 'admins',
  reads: 'json',
  bodyLimit: 256 * 1024,
  summary: 'Carries out up to 100 instructions, each on its own.',
  success: { status: 200, data: 'process-results' },
  errors: [],
} as const satisfies Route;

/** Up to 100 instructions, each carried out on its own, the results in their order. */
export const buildProcessPayouts = (dependencies: Dependencies) =>
  endpoint(dependencies, { ...route, validate }, async ({ body, user }, forThisCall) => {
    requireEachOnce(body.items);
    const outcomes = await inParallel(body.items, ({ payout_id: payoutId, ...instruction }) =>
      resultOf(payoutId, () => processPayout(forThisCall, { payoutId, instruction, user })),
    );
    const done = outcomes.filter((outcome) => outcome.success);
    const shown = await showResultsToAdmin(
      forThisCall,
      done.map(({ payout }) => payout),
    );
    const byResult = new Map(done.map((outcome, index) => [outcome, shown[index]]));
    const results = outcomes.map((outcome) =>
      outcome.success ? { ...outcome, ...byResult.get(outcome) } : outcome,
    );
    return ok({ results, succeeded: done.length, failed: results.length - done.length });
  });

function requireEachOnce(items: Item[]): void {
  const ids = items.map(({ payout_id }) => plainId(payout_id));
  const index = ids.findIndex((id, position) => ids.indexOf(id) < position);
  if (index >= 0) throw invalidField(`items.${index}.payout_id`, 'must not be named twice');
}

export const handler = deployed(buildProcessPayouts, withPaypal);
