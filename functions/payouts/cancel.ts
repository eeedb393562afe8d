import { endpoint } from '../../libs/http/chain.ts';
import { ok } from '../../libs/http/envelope.ts';
import type { Route } from '../../libs/http/route.ts';
import { showPayout } from '../../libs/http/views.ts';
import { requirePayout, requireReadable } from '../../libs/payouts/payout.ts';
import type { Step } from '../../libs/payouts/transitions.ts';
import { takeStep } from '../../libs/store/payouts/transition.ts';
import type { Dependencies } from '../../libs/workflows/dependencies.ts';
import { ownPayout } from '../../libs/workflows/own-records.ts';
import validate from '../../schemas/compiled/one-payout.js';
import { deployed } from '../deployed.ts';

export const route = {
  name: 'cancelPayout',
  method: 'POST',
  path: '/payouts/{payout_id}/cancel',
  access: 'users',
  reads: 'nothing',
  summary: "Cancels one of the caller's payouts while it is scheduled or pending.",
  success: { status: 200, data: 'payout' },
  errors: ['payout_not_found', 'invalid_transition', 'records_unreadable'],
} as const satisfies Route;

/** The owner cancels a payout that was not started yet. */
export const buildCancelPayout = (dependencies: Dependencies) =>
  endpoint(dependencies, { ...route, validate }, async ({ path, user }, { store, now, newId }) => {
    const payout = requireReadable(await ownPayout(store, user, path.payout_id));
    const step: Step = { action: 'cancel', id: newId(), at: now(), by: user.userId, role: 'owner' };
    const cancelled = await takeStep(store, payout, step, (current) => {
      // Another service may have given it to another affiliate since it was found.
      requirePayout(current, payout);
      return [];
    });
    return ok({ payout: showPayout(cancelled) });
  });

export const handler = deployed(buildCancelPayout);
