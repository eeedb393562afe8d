import { buildConfirmRun } from '../functions/admin/runs-confirm.ts';
import { buildCreateRun } from '../functions/admin/runs-create.ts';
import { buildGetRunFile } from '../functions/admin/runs-file.ts';
import { buildGetRun } from '../functions/admin/runs-get.ts';
import { buildListRuns } from '../functions/admin/runs-list.ts';
import { buildImportRunResult } from '../functions/admin/runs-result.ts';
import { hashOf } from '../libs/payouts/runs/freeze.ts';
import { type BadRequest, badBody, badQuery, type Endpoint, read } from './endpoint.ts';
import type { Asked } from './lifecycle.ts';

const unknownRun = { what: 'a run that does not exist', facts: { params: { run_id: 'none' } } };

const CSV = { 'content-type': 'text/csv' };

const oneRun = (
  name: string,
  build: Endpoint['build'],
  run: Endpoint['run'],
  facts: Endpoint['facts'] = () => ({}),
  ...badRequests: BadRequest[]
): Endpoint => ({
  name,
  build,
  status: 'pending',
  ...(run && { run }),
  facts: (asked) => ({ params: { run_id: asked.payout_id }, ...facts(asked) }),
  badRequests: [...badRequests, unknownRun],
});

const hashOfOne = ({ payout_id, affiliate: { affiliate_id } }: Asked) => {
  const line = { payout_id, affiliate_id, amount: 1000, payment_email: 'old@example.com', warnings: [] };
  return hashOf('paypal_csv', [line]);
};

/** The endpoints of runs, all of them for admins. */
export const RUN_ENDPOINTS: Endpoint[] = [
  {
    name: 'POST /admin/runs',
    build: buildCreateRun,
    status: 'pending',
    facts: ({ payout_id }) => ({ body: { form: 'paypal_csv', payout_ids: [payout_id] } }),
    badRequests: badBody({ form: 'cash' }),
  },
  read('GET /admin/runs', buildListRuns, ...badQuery('limit', 'cursor', 'status')),
  oneRun('GET /admin/runs/{run_id}', buildGetRun, 'draft'),
  oneRun(
    'POST /admin/runs/{run_id}/confirm',
    buildConfirmRun,
    'draft',
    (asked) => ({ body: { hash: hashOfOne(asked) } }),
    ...badBody({ hash: 'none' }),
  ),
  oneRun('GET /admin/runs/{run_id}/file', buildGetRunFile, 'confirmed'),
  oneRun(
    'POST /admin/runs/{run_id}/result',
    buildImportRunResult,
    'confirmed',
    ({ payout_id }) => ({ body: `id,status,transaction_id\n${payout_id},completed,T-1`, headers: CSV }),
    ...badQuery('dry_run'),
    { what: 'a file of another type', facts: { headers: { 'content-type': 'text/plain' } } },
    { what: 'a file without a header', facts: { body: '' } },
  ),
];
