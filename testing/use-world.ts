import { afterAll, beforeAll } from 'vitest';
import { openWorld, type World, type WorldOptions } from './world.ts';

/** An embedded database for the tests of one file, with the tables of the service, all empty. */
export function useWorld(options: WorldOptions = {}): World {
  const world = {} as World;
  let close = () => {};
  beforeAll(async () => {
    const opened = await openWorld(options);
    close = opened.close;
    Object.assign(world, opened.world);
  });
  afterAll(() => close());
  return world;
}
