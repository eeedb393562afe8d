import { fieldFaults } from '../../libs/http/errors.ts';
import { invalidFields } from '../../libs/payouts/errors.ts';
import { log } from '../../libs/runtime/log.ts';
import { type Repair, repairRow } from '../../libs/store/balances/repair-balance.ts';
import isCall from '../../schemas/compiled/repair-balance.js';
import { type Dependencies, deployed, type RunContext } from '../deployed.ts';

/** Invoked by an operator, with a difference that `reconcile` reported: sets the counters to what the payouts on record say. */
export const buildRepairBalance =
  ({ store, now }: Dependencies) =>
  async (order: unknown, { getRemainingTimeInMillis }: RunContext): Promise<Repair> => {
    const call: unknown = { body: order };
    if (!isCall(call)) throw invalidFields(fieldFaults(isCall.errors ?? []));
    const repair = await repairRow(store, call.body, now(), getRemainingTimeInMillis);
    const { at, by, from, to } = repair;
    log('warn', 'balance-repair', { affiliateId: call.body.affiliate_id, at, by, from, to });
    return repair;
  };

export const handler = deployed(buildRepairBalance);
