import middy from '@middy/core';
import cors from '@middy/http-cors';
import errorHandler from '@middy/http-error-handler';
import headerNormalizer from '@middy/http-header-normalizer';
import jsonBodyParser from '@middy/http-json-body-parser';
import securityHeaders from '@middy/http-security-headers';
import validator from '@middy/validator';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import type { Validator } from '../../schemas/build/validator.ts';
import type { Settings } from '../runtime/settings.ts';
import { type Access, requireAccess } from './access.ts';
import { limitBody } from './body.ts';
import { CORS } from './cors.ts';
import type { Answer } from './envelope.ts';
import { mapErrors } from './errors.ts';
import { dropNulls } from './event.ts';
import { logOutcome } from './log.ts';
import type { User } from './token.ts';

/** An event of an HTTP API or of a Function URL: both speak payload version 2.0. */
export type ApiEvent = APIGatewayProxyEventV2;

export type ApiHandler = (event: ApiEvent, context: Context) => Promise<Answer>;

/** What a core function is given: an event that has its schema's shape, who calls, and how much time is left. */
export interface Call<Valid> {
  event: Valid;
  user: User;
  remainingMs: () => number;
}

interface Endpoint<Valid> {
  /** Whom the endpoint is for. What is for everybody has no user. */
  access: Access;
  /** `json` parses the body before it is validated; `bytes` leaves it to the core to decode. */
  reads: 'json' | 'bytes' | 'nothing';
  validate?: Validator<Valid>;
}

/**
 * The chain that every endpoint stands in. The order is the contract: `after` and `onError` run backwards, so that
 * what is outermost has the last word, and an answer to any error still has its CORS and security headers.
 */
export function endpoint<Valid>(
  settings: Settings,
  { access, reads, validate }: Endpoint<Valid>,
  core: (call: Call<Valid>) => Promise<Answer>,
): ApiHandler {
  const chain = middy((event: ApiEvent & { user: User }, context: Context) =>
    core({
      event: event as unknown as Valid,
      user: event.user,
      remainingMs: () => context.getRemainingTimeInMillis(),
    }),
  )
    .use(cors(corsOptions(settings)))
    .use(securityHeaders(SECURITY_HEADERS))
    .use(noStore)
    .use(logOutcome)
    .use(errorHandler({ logger: false }))
    .use(mapErrors)
    .use(headerNormalizer())
    .use(requireAccess(access, settings.token))
    .use(limitBody)
    .use(dropNulls);
  if (reads === 'json') chain.use(jsonBodyParser());
  if (validate) chain.use(validator({ eventSchema: validate as never }));
  return chain as unknown as ApiHandler;
}

function corsOptions({ origins }: Settings) {
  return {
    // Otherwise a preflight falls through to authentication, and is refused.
    disableBeforePreflightResponse: false,
    origins,
    methods: CORS.methods.join(','),
    headers: CORS.requestHeaders.join(','),
    exposeHeaders: CORS.responseHeaders.join(','),
    maxAge: CORS.maxAgeSeconds,
  };
}

/**
 * An API serves no page: nothing may be run, framed or sniffed. What only guards pages is left out, and so is the sandbox, in
 * which browsers do not show a PDF.
 */
const SECURITY_HEADERS = {
  contentSecurityPolicy: {
    'default-src': "'none'",
    'frame-ancestors': "'none'",
    'report-to': '',
    sandbox: undefined,
  },
  crossOriginEmbedderPolicy: false,
  crossOriginOpenerPolicy: false,
  dnsPrefetchControl: false,
  downloadOptions: false,
  originAgentCluster: false,
  permissionsPolicy: false,
  permittedCrossDomainPolicies: false,
  reportTo: false,
  reportingEndpoints: false,
} as unknown as Parameters<typeof securityHeaders>[0];

/** Balances and e-mail addresses do not belong into any cache. */
const setNoStore = (request: { response?: Answer | null }): void => {
  if (request.response) request.response.headers['Cache-Control'] = 'no-store';
};
const noStore = { after: setNoStore, onError: setNoStore };
