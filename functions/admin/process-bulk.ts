import { endpoint } from '../../libs/http/chain.ts';
import { ok } from '../../libs/http/envelope.ts';
import { resultOf } from '../../libs/http/results.ts';
import { showPayoutToAdmin } from '../../libs/http/views.ts';
import { invalidField } from '../../libs/payouts/errors.ts';
import { withPaypal } from '../../libs/paypal/open.ts';
import { inParallel } from '../../libs/runtime/concurrency.ts';
import { processOne } from '../../libs/workflows/process-payout.ts';
import validate from '../../schemas/compiled/process-payouts.js';
import type { Item } from '../../schemas/requests/process-payouts.ts';
import { type Dependencies, deployed } from '../deployed.ts';

/** `POST /admin/payouts/process`: up to 100 instructions, each carried out on its own, the results in their order. */
export const buildProcessPayouts = (dependencies: Dependencies) =>
  endpoint(
    dependencies.settings,
    { access: 'admins', reads: 'json', validate },
    async ({ event, user, remainingMs }) => {
      const { items } = event.body;
      requireEachOnce(items);
      const results = await inParallel(items, ({ payout_id: payoutId, ...instruction }) =>
        resultOf(payoutId, async () =>
          showPayoutToAdmin(await processOne(dependencies, { payoutId, instruction, user, remainingMs })),
        ),
      );
      const succeeded = results.filter(({ success }) => success).length;
      return ok({ results, succeeded, failed: results.length - succeeded });
    },
  );

function requireEachOnce(items: Item[]): void {
  const ids = items.map(({ payout_id }) => payout_id);
  const index = ids.findIndex((id, position) => ids.indexOf(id) < position);
  if (index >= 0) throw invalidField(`items.${index}.payout_id`, 'must not be named twice');
}

export const handler = deployed(buildProcessPayouts, withPaypal);
