import type { Context } from 'aws-lambda';
import { log } from '../runtime/log.ts';
import type { Answer } from './envelope.ts';
import type { HttpError } from './errors.ts';
import type { NamedEvent } from './request-id.ts';
import type { User } from './token.ts';

interface Request {
  event: NamedEvent & { user?: User };
  context: Context;
  response?: Answer | null;
  error?: unknown;
}

/** The middleware that writes one line for each call: who, what, how it ended; and the stack, where it is our fault. */
export const logOutcome = {
  after: (request: Request): void => log('info', 'call', outcome(request)),
  onError: (request: Request): void => {
    const { statusCode, code, cause } = request.error as HttpError;
    const level = statusCode >= 500 ? 'error' : 'info';
    const stack = statusCode >= 500 && cause instanceof Error ? cause.stack : undefined;
    log(level, 'call', { ...outcome(request), status: statusCode, code, stack });
  },
};

function outcome({ event, context, response }: Request) {
  return {
    requestId: event.requestId,
    awsRequestId: context.awsRequestId,
    apiRequestId: event.requestContext?.requestId,
    route: event.routeKey,
    userId: event.user?.userId,
    status: response?.statusCode,
  };
}
