import type { Context } from 'aws-lambda';
import type { Answer } from './envelope.ts';
import type { ApiEvent } from './event.ts';

/** An event whose call has its name, by which the log can be searched. */
export type NamedEvent = ApiEvent & { requestId?: string };

/** What a caller may call a request: it goes into the log and back into a header, so nothing else may. */
export const PRINTABLE = /^[!-~](?:[ -~]{0,126}[!-~])?$/;

/**
 * The middleware that names each call: as its caller does in `X-Request-Id`, so that one name leads through
 * both logs, or else as Lambda does. It must be outermost, because even a preflight is answered with the
 * name.
 */
export const nameRequest = {
  before: ({ event, context }: { event: NamedEvent; context: Context }): void => {
    const own = event.headers?.['x-request-id'];
    event.requestId = own && PRINTABLE.test(own) ? own : context.awsRequestId;
  },
};

/** The answer with the name of its call. */
export function named(answer: Answer, { requestId }: NamedEvent): Answer {
  return { ...answer, headers: { ...answer.headers, 'X-Request-Id': requestId ?? '' } };
}
