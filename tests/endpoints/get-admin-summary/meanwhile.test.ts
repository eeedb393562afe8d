import { expect, it } from 'vitest';
import { buildProcessPayout } from '../../../functions/admin/process.ts';
import { buildGetSummary } from '../../../functions/admin/summary.ts';
import { callExpecting } from '../../../testing/expect.ts';
import { interrupted } from '../../../testing/interrupted.ts';
import { AS_ADMIN, payoutThatIs, processing } from '../../../testing/lifecycle.ts';
import { useWorld } from '../../../testing/use-world.ts';

const world = useWorld();

const isReadingStarted = (name: string, input: object) =>
  name === 'QueryCommand' && JSON.stringify(input).includes('"processing"');

it('GET /admin/summary counts a payout that is started meanwhile as what it has become', async () => {
  const { payout_id } = await payoutThatIs(world, 'pending', { payment_method: 'zelle' });
  const start = () =>
    callExpecting(200, buildProcessPayout(world), processing(payout_id, { action: 'start' }));
  const here = interrupted(world, isReadingStarted, start);
  const { json } = await callExpecting(200, buildGetSummary(here), { ...AS_ADMIN });
  expect(json.data.summary).toMatchObject({
    pending: { zelle: { count: 0 } },
    processing: { zelle: { count: 1 } },
  });
});
