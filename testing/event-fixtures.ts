import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROUTES, type RouteName } from '../functions/routes.ts';
import type { ApiEvent } from '../libs/http/event.ts';

const EVENTS = join(import.meta.dirname, '../events');

/** An event of `events/`, and its function, which is undefined if the event has no route. */
export interface Fixture {
  file: string;
  event: ApiEvent;
  functionName: RouteName | undefined;
}

const FILES = readdirSync(EVENTS).map((file) => {
  const event: ApiEvent = JSON.parse(readFileSync(join(EVENTS, file), 'utf8'));
  return { file, event, functionName: functionFor(event.routeKey) };
});

/** The requests of users, which have tokens. */
export const FIXTURES: Fixture[] = FILES.filter(({ event }) => event.headers?.authorization);

/** The demo's payout that waits to be started. */
export const PENDING_ID = 'd27a4e13-0c98-4b6f-a5e2-81f09b7ddd04';

/** The status that the run of an event must have; the demo data has no runs. */
export const RUN_OF: Partial<Record<RouteName, 'draft' | 'confirmed'>> = {
  getRun: 'draft',
  confirmRun: 'draft',
  getRunFile: 'confirmed',
  importRunResult: 'confirmed',
};

/** The webhooks. Their signatures are invalid, because a valid one lasts for minutes only. */
export const UNSIGNED: Fixture[] = FILES.filter(({ event }) => event.routeKey?.includes('/webhooks/'));

/** The event with which an operator invokes a function that has no route. */
export const operatorsEvent = (file: string): object =>
  FILES.find((fixture) => fixture.file === file)?.event ?? {};

function functionFor(routeKey: string): RouteName | undefined {
  const routes = Object.entries(ROUTES) as [RouteName, { method: string; path: string }][];
  return routes.find(([, { method, path }]) => `${method} ${path}` === routeKey)?.[0];
}
