import httpRouter from '@middy/http-router';
import type { Answer } from '../libs/http/envelope.ts';
import type { ApiHandler } from '../libs/http/event.ts';
import { pathOf } from '../libs/http/path.ts';
import { withPaypal } from '../libs/paypal/open.ts';
import type { Dependencies } from '../libs/workflows/dependencies.ts';
import { buildGetAnyPayout } from './admin/get.ts';
import { buildListAllPayouts } from './admin/list.ts';
import { buildProcessPayout } from './admin/process.ts';
import { buildProcessPayouts } from './admin/process-bulk.ts';
import { deployed } from './deployed.ts';
import { buildNotFound } from './not-found.ts';
import { buildGetBalance } from './payouts/balance.ts';
import { buildRequestBulk } from './payouts/bulk.ts';
import { buildCancelPayout } from './payouts/cancel.ts';
import { buildGetPayout } from './payouts/get.ts';
import { buildListPayouts } from './payouts/list.ts';
import { buildGetReceipt } from './payouts/receipt.ts';
import { buildRequestPayout } from './payouts/request.ts';
import { ROUTES, type RouteName } from './routes.ts';
import { buildPaypalWebhook } from './webhooks/paypal.ts';
import { buildZelleWebhook } from './webhooks/zelle.ts';

/** A route that is missing here does not compile. */
const BUILDERS: Record<RouteName, (dependencies: Dependencies) => ApiHandler> = {
  requestPayout: buildRequestPayout,
  requestBulk: buildRequestBulk,
  listPayouts: buildListPayouts,
  getBalance: buildGetBalance,
  getPayout: buildGetPayout,
  getReceipt: buildGetReceipt,
  cancelPayout: buildCancelPayout,
  listAllPayouts: buildListAllPayouts,
  getAnyPayout: buildGetAnyPayout,
  processPayout: buildProcessPayout,
  processPayouts: buildProcessPayouts,
  paypalWebhook: buildPaypalWebhook,
  zelleWebhook: buildZelleWebhook,
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
  const dispatch = httpRouter({ routes, notFoundResponse: () => undefined } as never) as unknown as Dispatch;
  return async (event, context) => {
    // A Function URL hands the path over as it was sent; an HTTP API decodes it.
    event.requestContext.http.path = pathOf(event);
    return (await dispatch(event, context)) ?? notFound(event, context);
  };
};

export const handler = deployed(buildRouter, withPaypal);
