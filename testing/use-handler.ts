import type { ApiHandler } from '../libs/http/event.ts';
import { useWorld } from './use-world.ts';
import type { World } from './world.ts';

type Build = (world: World) => ApiHandler;

/** An empty database for the tests of one file, and one function of the API on it. */
export function useHandler(build: Build): { world: World; handler: ApiHandler } {
  const world = useWorld();
  return { world, handler: handlerOn(world, build) };
}

/** Another function on the same database. It is built when it is first used: then the world is open. */
export function handlerOn(world: World, build: Build): ApiHandler {
  let built: ApiHandler | undefined;
  const open = () => {
    built ??= build(world);
    return built;
  };
  const handler: ApiHandler = (event, context) => open()(event, context);
  // An answer is compared with what its route promises.
  return Object.defineProperty(handler, 'route', { get: () => open().route });
}
