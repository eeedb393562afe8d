import { orderOf } from '../../libs/http/order.ts';
import { during, type RunContext } from '../../libs/runtime/invocation.ts';
import { log } from '../../libs/runtime/log.ts';
import { type Repair, repairRow } from '../../libs/store/balances/repair-balance.ts';
import type { Dependencies } from '../../libs/workflows/dependencies.ts';
import isCall from '../../schemas/compiled/repair-balance.js';
import { deployedToAct } from '../deployed.ts';

/**
 * Invoked by an operator, with a difference that `reconcile` reported: sets the counters to what the payouts
 * on record say.
 */
export const buildRepairBalance =
  (dependencies: Dependencies) =>
  async (event: unknown, context: RunContext): Promise<Repair> => {
    const { store, now } = during(dependencies, context);
    const order = orderOf(isCall, event);
    const repair = await repairRow(store, order, now());
    const { at, by, from, to } = repair;
    log('warn', 'balance-repair', { affiliateId: order.affiliate_id, at, by, from, to });
    return repair;
  };

export const handler = deployedToAct(buildRepairBalance);
