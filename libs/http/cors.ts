/**
 * What a browser of another origin may send and see. It feeds the chain and, in serverless.ts, API Gateway's
 * own CORS, which drops the chain's headers and answers preflights itself.
 */
export const CORS = {
  methods: ['GET', 'POST', 'OPTIONS'],
  requestHeaders: ['Authorization', 'Content-Type', 'Idempotency-Key'],
  responseHeaders: ['Idempotency-Replayed', 'Retry-After', 'WWW-Authenticate'],
  maxAgeSeconds: 3600,
};
