import type { ApiHandler } from '../libs/http/chain.ts';
import { call, type TestAnswer, type TestRequest } from './call.ts';
import { expectRefusal, type Refusal } from './expect.ts';
import { useWorld } from './use-world.ts';
import type { World } from './world.ts';

/** What a test file needs to test one function. */
interface HandlerUnderTest {
  world: World;
  handler: ApiHandler;
  /** Calls the handler. */
  call: (request?: TestRequest) => Promise<TestAnswer>;
  /** Expects the whole refusal, and that nothing was written. */
  expectRefusal: (request: TestRequest, refusal: Refusal) => Promise<void>;
}

/** An empty database for the tests of one file, and one function of the API on it. */
export function useHandler(build: (world: World) => ApiHandler): HandlerUnderTest {
  const world = useWorld();
  const handler = handlerOn(world, build);
  return {
    world,
    handler,
    call: (request) => call(handler, request),
    expectRefusal: (request, refusal) => expectRefusal(world, handler, request, refusal),
  };
}

/** One more function on the same database. It is built at the first call, because the world is open only then. */
export function handlerOn(world: World, build: (world: World) => ApiHandler): ApiHandler {
  let built: ApiHandler | undefined;
  return (event, context) => {
    built ??= build(world);
    return built(event, context);
  };
}
