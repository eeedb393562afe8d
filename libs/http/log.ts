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

/**
 * The middleware that writes one line for each call: who, what, how it ended; and the stack, if it is our
 * fault.
 */
export const logOutcome = {
  after: (request: Request): void => log('info', 'call', outcome(request)),
  onError: (request: Request): void => {
    const { statusCode, code, cause } = request.error as HttpError;
    log(levelOf(code), 'call', { ...outcome(request), status: statusCode, code, ...troubleOf(code, cause) });
  },
};

function levelOf(code: string): 'info' | 'warn' | 'error' {
  if (code === 'internal') return 'error';
  return code === 'try_again' ? 'warn' : 'info';
}

/** What a person needs to find the trouble: for what passes by itself, a stack would only be noise. */
function troubleOf(code: string, thrown: unknown): { stack?: string | undefined; why?: string } {
  if (!(thrown instanceof Error)) return {};
  if (code === 'internal') return { stack: thrown.stack };
  return code === 'try_again' && thrown.cause ? { why: String(thrown.cause) } : {};
}

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
