import type { ApiEvent } from './event.ts';

/**
 * The middleware that makes absent members absent: API Gateway leaves them out, and what emulates it sends
 * null.
 */
export const dropNulls = {
  before: ({ event }: { event: ApiEvent }): void => {
    if (event.queryStringParameters === null) delete event.queryStringParameters;
  },
};
