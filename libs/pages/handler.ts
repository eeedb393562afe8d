import type { Answer } from '../http/envelope.ts';
import type { ApiEvent, ApiHandler } from '../http/event.ts';
import { logOutcome } from '../http/log.ts';
import { pathOf } from '../http/path.ts';
import { named, nameRequest } from '../http/request-id.ts';

const METHODS = ['GET', 'HEAD'];

/** The pages of one function: which paths can be theirs, and the file at one of these. */
export interface Pages {
  paths: RegExp;
  fileFor: (event: ApiEvent) => Promise<Answer | undefined>;
}

/** Serves pages to everyone who reads them. What is neither a page nor a read is `notFound`'s. */
export function servePages({ paths, fileFor }: Pages, notFound: ApiHandler): ApiHandler {
  return async (event, context) => {
    const { method } = event.requestContext.http;
    const isOurs = METHODS.includes(method) && paths.test(pathOf(event));
    const file = isOurs ? await fileFor(event) : undefined;
    if (!file) return notFound(event, context);
    nameRequest.before({ event, context });
    const answer = method === 'HEAD' ? { ...file, body: '' } : file;
    logOutcome.after({ event, context, response: answer });
    return named(answer, event);
  };
}
