import type { ApiEvent, ApiHandler } from '../../libs/http/event.ts';
import { logOutcome } from '../../libs/http/log.ts';
import { pathOf } from '../../libs/http/path.ts';
import { named, nameRequest } from '../../libs/http/request-id.ts';
import type { Dependencies } from '../../libs/workflows/dependencies.ts';
import { deployed } from '../deployed.ts';
import { buildNotFound } from '../not-found.ts';

/** The description of the API, and the page that shows it. */
const PATHS = /^\/(?:openapi\.json|docs(?:\/.*)?)$/;

const METHODS = ['GET', 'HEAD'];

/** The API's description and its reference page, unless the stage has none. Any other path is not found. */
export const buildDocs = (dependencies: Dependencies): ApiHandler => {
  const notFound = buildNotFound(dependencies);
  const { reference } = dependencies.settings;
  return async (event, context) => {
    const file = reference && isRead(event) ? await fileFor(event, reference.callers) : undefined;
    if (!file) return notFound(event, context);
    nameRequest.before({ event, context });
    logOutcome.after({ event, context, response: file });
    return named(file, event);
  };
};

function isRead(event: ApiEvent): boolean {
  return METHODS.includes(event.requestContext.http.method) && PATHS.test(pathOf(event));
}

/** Behind a Function URL, only the reader of this page waits for it to load. */
async function fileFor(...call: Parameters<typeof import('../../libs/reference/serve.ts').fileFor>) {
  const serve = await import('../../libs/reference/serve.ts');
  return serve.fileFor(...call);
}

export const handler = deployed(buildDocs);
