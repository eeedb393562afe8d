import { inParallel } from '../../libs/concurrency.ts';
import { invalidField } from '../../libs/errors.ts';
import { endpoint } from '../../libs/http/chain.ts';
import { ok } from '../../libs/http/envelope.ts';
import { resultOf } from '../../libs/http/results.ts';
import { requirePayout } from '../../libs/payouts.ts';
import { getPayout } from '../../libs/store/payouts.ts';
import { takeStep } from '../../libs/store/transition.ts';
import { showPayoutToAdmin } from '../../libs/views.ts';
import validate from '../../schemas/compiled/process-payouts.js';
import type { Item } from '../../schemas/process-payouts.ts';
import { type Dependencies, deployed } from '../dependencies.ts';

/** `POST /admin/payouts/process`: up to 100 instructions, each carried out on its own, the results in their order. */
export const buildProcessPayouts = ({ settings, store, now, newId }: Dependencies) =>
  endpoint(settings, { access: 'admins', reads: 'json', validate }, async ({ event, user, remainingMs }) => {
    const { items } = event.body;
    requireEachOnce(items);
    const results = await inParallel(items, ({ payout_id, ...instruction }) =>
      resultOf(payout_id, async () => {
        const payout = requirePayout(await getPayout(store, payout_id));
        const step = { ...instruction, id: newId(), at: now(), by: user.userId };
        return showPayoutToAdmin(await takeStep(store, payout, step, remainingMs));
      }),
    );
    const succeeded = results.filter(({ success }) => success).length;
    return ok({ results, succeeded, failed: results.length - succeeded });
  });

function requireEachOnce(items: Item[]): void {
  const ids = items.map(({ payout_id }) => payout_id);
  const index = ids.findIndex((id, position) => ids.indexOf(id) < position);
  if (index >= 0) throw invalidField(`items.${index}.payout_id`, 'must not be named twice');
}

export const handler = deployed(buildProcessPayouts);
