import { openWorld, type World } from '../testing/world.ts';

/** Runs something in its own world, with an empty database that is closed afterwards. */
export async function inWorld<Result>(act: (world: World) => Promise<Result>): Promise<Result> {
  const { world, close } = await openWorld();
  try {
    return await act(world);
  } finally {
    close();
  }
}
