import httpRouter from '@middy/http-router';
import type { Answer } from '../libs/http/envelope.ts';
import type { ApiHandler } from '../libs/http/event.ts';
import { pathOf } from '../libs/http/path.ts';
import { withPaypal } from '../libs/paypal/open.ts';
import type { Dependencies } from '../libs/workflows/dependencies.ts';
import { ENDPOINTS } from './compiled/endpoints.ts';
import { deployed } from './deployed.ts';
import { buildDashboard } from './pages/dashboard.ts';
import { buildDocs } from './pages/docs.ts';

type Dispatch = (...call: Parameters<ApiHandler>) => Promise<Answer | undefined>;

/**
 * One function for the whole API, behind a Function URL: the same handlers, told apart by the same records.
 * What no record has is a page, or is not found.
 */
export const buildRouter = (dependencies: Dependencies): ApiHandler => {
  const docs = buildDocs(dependencies);
  const dashboard = buildDashboard(dependencies);
  const routes = ENDPOINTS.map(({ route: { method, path }, build }) => ({
    method,
    path,
    handler: build(dependencies),
  }));
  // The package's types know payload version 1.0 only; its code reads 2.0 as well.
  const dispatch = httpRouter({ routes, notFoundResponse: () => undefined } as never) as unknown as Dispatch;
  return async (event, context) => {
    // A Function URL hands the path over as it was sent; an HTTP API decodes it.
    const path = pathOf(event);
    event.requestContext.http.path = path;
    const pages = path.startsWith('/dashboard') ? dashboard : docs;
    return (await dispatch(event, context)) ?? pages(event, context);
  };
};

export const handler = deployed(buildRouter, withPaypal);
