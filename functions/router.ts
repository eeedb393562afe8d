import httpRouter from '@middy/http-router';
import type { ApiHandler } from '../libs/http/chain.ts';
import type { Answer } from '../libs/http/envelope.ts';
import { type Dependencies, deployed } from './dependencies.ts';
import { buildNotFound } from './not-found.ts';
import { buildGetBalance } from './payouts/balance.ts';
import { buildListPayouts } from './payouts/list.ts';
import { buildRequestPayout } from './payouts/request.ts';
import { ROUTES, type RouteName } from './routes.ts';

/** A route that is missing here does not compile. */
const BUILDERS: Record<RouteName, (dependencies: Dependencies) => ApiHandler> = {
  requestPayout: buildRequestPayout,
  listPayouts: buildListPayouts,
  getBalance: buildGetBalance,
};

type Dispatch = (...call: Parameters<ApiHandler>) => Promise<Answer | undefined>;

/** One function for the whole API, behind a Function URL: the same handlers, told apart by the same table of routes. */
export const buildRouter = (dependencies: Dependencies): ApiHandler => {
  const notFound = buildNotFound(dependencies);
  const routes = Object.entries(BUILDERS).map(([name, build]) => {
    const { method, path } = ROUTES[name as RouteName];
    return { method, path, handler: build(dependencies) };
  });
  // The package's types know payload version 1.0 only; its code reads 2.0 as well.
  const route = httpRouter({ routes, notFoundResponse: () => undefined } as never) as unknown as Dispatch;
  return async (event, context) => (await route(event, context)) ?? notFound(event, context);
};

export const handler = deployed(buildRouter);
