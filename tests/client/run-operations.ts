import type { PayoutsClient } from '../../client/index.ts';
import type { RouteName } from '../../functions/routes.ts';
import type { PayoutStatus } from '../../libs/payouts/payout.ts';
import { hashOf } from '../../libs/payouts/runs/freeze.ts';
import { AMOUNT, type Asked } from '../../testing/lifecycle.ts';

/** An operation of the client, the route that it calls, and which part of the answer it gives. */
export interface Operation {
  name: string;
  route: RouteName;
  /** The member of `data` that it unwraps; if there is none, it gives all of `data`. */
  member?: string;
  /** Whether it is about a run of the payout, which is a draft or was confirmed. */
  run?: 'draft' | 'confirmed';
  /** The status that a payout must have for the call to succeed. */
  status?: PayoutStatus;
  call: (client: PayoutsClient, asked: Asked) => Promise<unknown>;
}

/** A payout of `payoutThatIs` as a run freezes it. */
const asLine = (payout_id: string, { affiliate_id, payment_email = '' }: Asked['affiliate']) => ({
  payout_id,
  affiliate_id,
  amount: AMOUNT,
  payment_email,
  warnings: [],
});

/** What an admin can do with runs. The run has the id of the payout. */
export const RUN_OPERATIONS: Operation[] = [
  {
    name: 'admin.runs.create',
    route: 'createRun',
    call: ({ admin }, { payout_id }) => admin.runs.create({ form: 'paypal_csv', payout_ids: [payout_id] }),
  },
  {
    name: 'admin.runs.list',
    route: 'listRuns',
    call: ({ admin }) => admin.runs.list({ limit: 1 }),
  },
  {
    name: 'admin.runs.get',
    route: 'getRun',
    member: 'run',
    run: 'draft',
    call: ({ admin }, { payout_id }) => admin.runs.get(payout_id),
  },
  {
    name: 'admin.runs.confirm',
    route: 'confirmRun',
    member: 'run',
    run: 'draft',
    call: ({ admin }, { payout_id, affiliate }) =>
      admin.runs.confirm(payout_id, { hash: hashOf('paypal_csv', [asLine(payout_id, affiliate)]) }),
  },
  {
    name: 'admin.runs.importResult',
    route: 'importRunResult',
    run: 'confirmed',
    call: ({ admin }, { payout_id }) =>
      admin.runs.importResult(payout_id, `id,status,transaction_id\n${payout_id},completed,T-1`, {
        dryRun: true,
      }),
  },
];
