import { fieldFaults } from '../../libs/http/errors.ts';
import { invalidFields } from '../../libs/payouts/errors.ts';
import { during, type RunContext } from '../../libs/runtime/invocation.ts';
import { log } from '../../libs/runtime/log.ts';
import { type Repair, repairRow } from '../../libs/store/balances/repair-balance.ts';
import type { Dependencies } from '../../libs/workflows/dependencies.ts';
import isCall from '../../schemas/compiled/repair-balance.js';
import { deployed } from '../deployed.ts';

/** Invoked by an operator, with a difference that `reconcile` reported: sets the counters to what the payouts on record say. */
export const buildRepairBalance =
  (dependencies: Dependencies) =>
  async (order: unknown, context: RunContext): Promise<Repair> => {
    const { store, now } = during(dependencies, context);
    const call: unknown = { body: order };
    if (!isCall(call)) throw invalidFields(fieldFaults(isCall.errors ?? []));
    const repair = await repairRow(store, call.body, now());
    const { at, by, from, to } = repair;
    log('warn', 'balance-repair', { affiliateId: call.body.affiliate_id, at, by, from, to });
    return repair;
  };

export const handler = deployed(buildRepairBalance);
