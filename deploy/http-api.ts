import { CORS } from '../libs/http/cors.ts';

/** API Gateway answers preflights itself, and drops the chain's CORS headers: both have the same list. */
export const httpApi = {
  cors: {
    allowedOrigins: '${computed:origins}',
    allowedMethods: CORS.methods,
    allowedHeaders: CORS.requestHeaders,
    exposedResponseHeaders: CORS.responseHeaders,
    maxAge: CORS.maxAgeSeconds,
  },
};

/** One line a request, without its query and headers. */
export const accessLog = {
  format: JSON.stringify({
    requestId: '$context.requestId',
    time: '$context.requestTime',
    route: '$context.routeKey',
    status: '$context.status',
    latencyMs: '$context.responseLatency',
    ip: '$context.identity.sourceIp',
  }),
};

/** Throttling of the HTTP API's only stage: requests a second, and in one burst. */
export const throttling = {
  HttpApiStage: {
    Properties: {
      DefaultRouteSettings: {
        DetailedMetricsEnabled: true,
        ThrottlingRateLimit: 200,
        ThrottlingBurstLimit: 400,
      },
    },
  },
};
