import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Payout } from '../../../libs/payouts/payout.ts';
import { recover, sendInTime, useRail } from '../../../testing/paypal.ts';
import { continueRuns } from '../../../testing/runs.ts';
import { useWorld } from '../../../testing/use-world.ts';
import type { World } from '../../../testing/world.ts';
import { take } from './interleaved/act.ts';
import { expectFinished, expectInvariants } from './interleaved/invariants.ts';
import { type Step, story } from './interleaved/operations.ts';
import { openProcesses, openStage, type Rail, type Stage } from './interleaved/stage.ts';

/** `INTERLEAVINGS=1000` tries that many stories, and `INTERLEAVINGS_SEED=<seed>` the same ones again. */
const STORIES = Number(process.env.INTERLEAVINGS ?? 40);
const SEED = Number(process.env.INTERLEAVINGS_SEED ?? Math.floor(Math.random() * 2 ** 31));

/** A story takes a day, and PayPal's certificate is good for a year. */
const STORIES_IN_YEAR = 250;

/** What is not shorter by then stays so: on the way to a failure, nobody waits for an hour. */
const SHRINK_MS = 45_000;

/** Only for what hangs: a year of stories takes some minutes. */
const HANGS_MS = 3_600_000;

const years = Array.from({ length: Math.ceil(STORIES / STORIES_IN_YEAR) }, (_, index) => ({
  seed: SEED + index,
  stories: Math.min(STORIES_IN_YEAR, STORIES - index * STORIES_IN_YEAR),
}));

describe.each(years)('in $stories stories with the seed $seed', ({ seed, stories }) => {
  const world = useWorld();
  const rail = useRail(world);

  it(
    'no payout is paid twice, counted wrong or forgotten',
    async () => {
      const processes = openProcesses(world);
      const seen = { files: 0, posts: 0, putBack: 0 };
      let failedAt = Number.POSITIVE_INFINITY;
      const property = fc.asyncProperty(story, async (steps) => {
        if (Date.now() - failedAt > SHRINK_MS) return;
        const stage = await openStage(world, rail, processes);
        await play(stage, steps).catch((error) => {
          failedAt = Math.min(failedAt, Date.now());
          throw error;
        });
        seen.files += [...stage.files.values()].filter((lines) => lines.length > 0).length;
        seen.posts += stage.posted.size;
        seen.putBack += stage.putBack.size;
      });
      await fc.assert(property, { seed, numRuns: stories });
      // Otherwise nothing of this would have been put to the test.
      expect(Object.entries(seen).filter(([, times]) => times === 0)).toStrictEqual([]);
    },
    HANGS_MS,
  );
});

async function play(stage: Stage, steps: Step[]): Promise<void> {
  for (const step of steps) {
    await take(stage, step);
    await expectInvariants(stage);
  }
  await finish(stage.world, stage.rail, stage.ids);
  await expectInvariants(stage);
  await expectFinished(stage);
}

/** Lets everything that runs by itself do so, and nothing go wrong. */
async function finish(world: World, rail: Rail, ids: string[]): Promise<void> {
  rail.clock.ms += 11 * 60_000;
  expect(await continueRuns(world)).toMatchObject({ failed: 0 });
  await sendInTime(world, ...ids.map((payout_id) => ({ payout_id }) as Payout));
  await recover(world, rail);
}
