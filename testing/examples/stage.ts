import { v5 as nameBasedUuid } from 'uuid';
import { ENDPOINTS } from '../../functions/compiled/endpoints.ts';
import type { RouteName } from '../../functions/routes.ts';
import type { ApiHandler } from '../../libs/http/event.ts';
import { answerOf, type TestRequest } from '../call.ts';
import type { World } from '../world.ts';

/** What a handler answered, as JSON. An example is looked into without a schema. */
// biome-ignore lint/suspicious/noExplicitAny: see above.
export type Told = any;

/**
 * One endpoint, by the name of its function, and what it is asked. What its route has in braces are the
 * `params`.
 */
export type Question = [name: RouteName, request?: TestRequest];

/**
 * An endpoint for everything that the example does: it counts minutes, so that what happens later has a later
 * time.
 */
export interface Stage {
  world: World;
  ask: (...question: Question) => Promise<Told>;
}

const BEGINNING = Date.parse('2026-03-01T12:00:00.000Z');
const MINUTE_MS = 60_000;

/** A stage on this world, with its own clock: the same acts have the same times. */
export function openStage(opened: World): Stage {
  let minutes = 0;
  let ids = 0;
  const world = {
    ...opened,
    now: () => new Date(BEGINNING + minutes * MINUTE_MS).toISOString(),
    newId: () => nameBasedUuid(String(ids++), nameBasedUuid.URL),
  };
  return {
    world,
    ask: async (...question) => {
      minutes++;
      return (await answerOf(...callOf(world, question))).json;
    },
  };
}

/** The handler of an endpoint on this world, and the request to it. */
export function callOf(world: World, [name, request = {}]: Question): [ApiHandler, TestRequest] {
  const endpoint = ENDPOINTS.find(({ route }) => route.name === name);
  if (!endpoint) throw new Error(`No endpoint is called ${name}.`);
  const { method, path: template } = endpoint.route;
  const path = template.replace(/\{(\w+)\}/g, (_, param: string) => request.params?.[param] ?? '');
  return [endpoint.build(world), { ...request, method, path }];
}
