import type { ApiHandler } from '../../libs/http/event.ts';
import { servePages } from '../../libs/pages/handler.ts';
import type { Dependencies } from '../../libs/workflows/dependencies.ts';
import { deployed } from '../deployed.ts';
import { buildNotFound } from '../not-found.ts';

/** The description of the API, and the page that shows it. */
const PATHS = /^\/(?:openapi\.json|docs(?:\/.*)?)$/;

/** The API's description and its reference page, unless the stage has none. Any other path is not found. */
export const buildDocs = (dependencies: Dependencies): ApiHandler => {
  const notFound = buildNotFound(dependencies);
  const { reference } = dependencies.settings;
  if (!reference) return notFound;
  return servePages({ paths: PATHS, fileFor: (event) => fileFor(event, reference.callers) }, notFound);
};

/** Behind a Function URL, only the reader of this page waits for it to load. */
async function fileFor(...call: Parameters<typeof import('../../libs/pages/reference.ts').fileFor>) {
  const page = await import('../../libs/pages/reference.ts');
  return page.fileFor(...call);
}

export const handler = deployed(buildDocs);
