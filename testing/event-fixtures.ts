import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROUTES, type RouteName } from '../functions/routes.ts';
import type { ApiEvent } from '../libs/http/chain.ts';

const EVENTS = join(import.meta.dirname, '../events');

/** An event of `events/`, and the function that it is meant for: undefined where no route is its own. */
export interface Fixture {
  file: string;
  event: ApiEvent;
  functionName: RouteName | undefined;
}

const FILES = readdirSync(EVENTS).map((file) => {
  const event: ApiEvent = JSON.parse(readFileSync(join(EVENTS, file), 'utf8'));
  return { file, event, functionName: functionFor(event.routeKey) };
});

/** Those of people, who have tokens. */
export const FIXTURES: Fixture[] = FILES.filter(({ event }) => event.headers?.authorization);

/** Those of webhooks. A signature lasts for minutes, so theirs are bad ones. */
export const UNSIGNED: Fixture[] = FILES.filter(({ event }) => event.routeKey?.includes('/webhooks/'));

/** What an operator invokes a function with that no route leads to. */
export const operatorsEvent = (file: string): object =>
  FILES.find((fixture) => fixture.file === file)?.event ?? {};

function functionFor(routeKey: string): RouteName | undefined {
  const routes = Object.entries(ROUTES) as [RouteName, { method: string; path: string }][];
  return routes.find(([, { method, path }]) => `${method} ${path}` === routeKey)?.[0];
}
