/**
 * What a browser of another origin may send and see. It feeds the chain and, in serverless.ts, API Gateway's
 * own CORS, which drops the chain's headers and answers preflights itself.
 */
export const CORS = {
  methods: ['GET', 'POST', 'OPTIONS'],
  requestHeaders: [
    'Authorization',
    'Content-Type',
    'Idempotency-Key',
    'X-Request-Id',
    // What tracing adds to every call of a page, often without its author's knowledge.
    'traceparent',
    'tracestate',
    'baggage',
    'sentry-trace',
  ],
  responseHeaders: [
    'Idempotency-Replayed',
    'Retry-After',
    'WWW-Authenticate',
    'Content-Disposition',
    'X-Next-Cursor',
    'X-Request-Id',
  ],
  maxAgeSeconds: 3600,
};
