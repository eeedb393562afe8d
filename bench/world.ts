import { openWorld, type World } from '../testing/world.ts';

/** Lets something happen in a world of its own, with an empty database, which ends with it. */
export async function inWorld<Result>(act: (world: World) => Promise<Result>): Promise<Result> {
  const { world, close } = await openWorld();
  try {
    return await act(world);
  } finally {
    close();
  }
}
