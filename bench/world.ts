import { openWorld, type World, type WorldOptions } from '../testing/world.ts';

/** Runs something in its own world, with an embedded database that is closed afterwards. */
export async function inWorld<Result>(
  act: (world: World) => Promise<Result>,
  options: WorldOptions = {},
): Promise<Result> {
  const { world, close } = await openWorld(options);
  try {
    return await act(world);
  } finally {
    close();
  }
}
