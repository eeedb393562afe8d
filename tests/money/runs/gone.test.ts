import { describe, expect, it } from 'vitest';
import { interrupted } from '../../../testing/interrupted.ts';
import type { Asked } from '../../../testing/lifecycle.ts';
import { removePayout } from '../../../testing/other-service.ts';
import { bringBack, linesOfFile, paid, resultsOf, runNow, runOf } from '../../../testing/runs.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { confirmIn, freezeAll, isConfirming, isStarting, pending } from './two-runs.ts';

const world = useWorld();

describe('a payout that another service deletes', () => {
  it.each([
    ['while its run is confirmed', isConfirming],
    ['while its run is started', isStarting],
  ])('%s is left out, and not in the file', async (_, fits) => {
    const [gone, good] = (await pending(world, 2)) as [Asked, Asked];
    const draft = await freezeAll(world, [gone, good]);
    const isIts = (name: string, input: object) =>
      fits(name, input) &&
      JSON.stringify(input).includes(fits === isStarting ? gone.payout_id : draft.run_id);
    const { json } = await confirmIn(
      interrupted(world, isIts, () => removePayout(world, gone.payout_id)),
      draft,
    );
    const left_out = [{ payout_id: gone.payout_id, reason: 'gone' }];
    expect(json.data.run).toMatchObject({ count: 1, left_out, payouts: [{ payout_id: good.payout_id }] });
    expect(await linesOfFile(world, draft.run_id)).toHaveLength(1);
  });

  it('when it was started does not keep its run open', async () => {
    const { run, ids } = await runOf(world, 2);
    const [gone = '', other] = ids;
    await removePayout(world, gone);
    expect((await runNow(world, run.run_id)).status).toBe('confirmed');
    await bringBack(world, run.run_id, resultsOf(paid(other)));
    expect((await runNow(world, run.run_id)).status).toBe('done');
  });
});
