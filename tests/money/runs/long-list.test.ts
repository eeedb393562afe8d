import { beforeAll, expect, it } from 'vitest';
import { buildCreateRun } from '../../../functions/admin/runs-create.ts';
import { withClient } from '../../../testing/client.ts';
import { callExpecting } from '../../../testing/expect.ts';
import { payoutThatIs } from '../../../testing/lifecycle.ts';
import { freeze, freezing } from '../../../testing/runs.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { addPayouts } from '../../../testing/world.ts';

const world = useWorld();

const ZELLE = { payment_method: 'zelle', payment_email: 'zelle@example.com' } as const;

/** A database in which each page of the list stands at the end of so many entries of others. */
const amongMany = (each: number) =>
  withClient(world, async (name, send, input) => {
    const isPending =
      name === 'QueryCommand' && 'IndexName' in input && input.IndexName === 'status-payouts-index';
    if (!isPending) return send();
    Object.assign(input, { Limit: 1 });
    const answer = await send();
    Object.assign(answer.output as object, { ScannedCount: each });
    return answer;
  });

beforeAll(async () => {
  for (let index = 0; index < 3; index++) await payoutThatIs(world, 'pending', ZELLE, ZELLE);
});

it.each([
  [4999, false, 3],
  [9999, true, 3],
  [10_000, true, 2],
  [20_000, true, 1],
])('a list of which a page takes %d entries says that more may fit: %s', async (each, hasMore, count) => {
  const createRun = buildCreateRun({ ...world, store: amongMany(each) });
  const { json } = await callExpecting(201, createRun, freezing({ form: 'zelle_csv' }));
  expect([json.data.run.payouts.length, json.data.has_more]).toStrictEqual([count, hasMore]);
});

it('a list does not name a payout whose id is too long to be named', async () => {
  await addPayouts(world, { ...ZELLE, status: 'pending', payout_id: 'x'.repeat(129) });
  const run = await freeze(world, { form: 'zelle_csv' });
  expect([run.payouts.length, run.left_out]).toStrictEqual([3, []]);
});

it('a list names a hundred at most of the payouts that it leaves out', async () => {
  const unpayable = { ...ZELLE, status: 'pending', payment_email: 'no address' } as const;
  await addPayouts(world, ...Array.from({ length: 101 }, () => unpayable));
  const run = await freeze(world, { form: 'zelle_csv' });
  expect([run.payouts.length, run.left_out.length]).toStrictEqual([3, 100]);
});
