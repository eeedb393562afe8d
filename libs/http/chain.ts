import middy from '@middy/core';
import cors from '@middy/http-cors';
import errorHandler from '@middy/http-error-handler';
import headerNormalizer from '@middy/http-header-normalizer';
import jsonBodyParser from '@middy/http-json-body-parser';
import securityHeaders from '@middy/http-security-headers';
import validator from '@middy/validator';
import type { Context } from 'aws-lambda';
import type { EventOf, RequestParts, Validator } from '../../schemas/build/validator.ts';
import { readOnly } from '../payouts/errors.ts';
import { during } from '../runtime/invocation.ts';
import { withLogFields } from '../runtime/log.ts';
import type { Settings } from '../runtime/settings.ts';
import { requireAccess } from './access.ts';
import { decodeBody, decodeCsv, limitBody } from './body.ts';
import { CORS } from './cors.ts';
import { dropNulls } from './drop-nulls.ts';
import type { Answer } from './envelope.ts';
import { mapErrors } from './errors.ts';
import type { ApiEvent, ApiHandler } from './event.ts';
import { idempotencyKeyOf } from './idempotency-key.ts';
import { logOutcome } from './log.ts';
import { type NamedEvent, named, nameRequest } from './request-id.ts';
import { type EndpointFacts, isRead } from './route.ts';
import type { User } from './token.ts';

/** What a core function is given: the validated parts of the request, who calls, and the event as it came. */
export interface Call<Request extends RequestParts> {
  body: Request['body'];
  query: Partial<NonNullable<Request['query']>>;
  path: Request['path'];
  idempotencyKey: string | undefined;
  user: User;
  event: ApiEvent;
}

type Endpoint<Request extends RequestParts> = EndpointFacts & { validate?: Validator<EventOf<Request>> };

interface ChainDependencies {
  settings: Settings;
  store: { remainingMs: () => number };
}

/**
 * The chain that every endpoint stands in. The order is the contract: `after` and `onError` run backwards, so
 * that what is outermost has the last word, and an answer to any error still has its CORS and security
 * headers.
 */
export function endpoint<Request extends RequestParts, Dependencies extends ChainDependencies>(
  dependencies: Dependencies,
  { validate, ...route }: Endpoint<Request>,
  core: (call: Call<Request>, dependencies: Dependencies) => Promise<Answer>,
): ApiHandler {
  const { settings } = dependencies;
  const chain = middy((event: NamedEvent & { user: User }, context: Context) =>
    withLogFields({ requestId: event.requestId }, () =>
      core(callOf<Request>(event), during(dependencies, context)),
    ),
  )
    .use(headerNormalizer())
    .use(nameRequest)
    .use(cors(corsOptions(settings)))
    .use(securityHeaders(SECURITY_HEADERS))
    .use(noStore)
    .use(logOutcome)
    .use(errorHandler({ logger: false }))
    .use(mapErrors)
    .use(requireAccess(route, settings.token))
    .use(dropNulls);
  if (settings.store.isShadow && !isRead(route.method ?? 'GET')) chain.use(refuseWrites);
  // Bytes are signed: the signature comes first, because 401 wins, and then the core asks for the size.
  if (route.reads !== 'bytes') chain.use(limitBody(route.bodyLimit));
  if (route.reads === 'json') chain.use(decodeBody).use(jsonBodyParser({ disableContentTypeCheck: true }));
  if (route.reads === 'csv') chain.use(decodeCsv);
  if (validate) chain.use(validator({ eventSchema: validate as never }));
  const handler = async (event: NamedEvent, context: Context) =>
    // Here and not in the chain, which a preflight leaves before its `after`.
    named(await (chain as unknown as ApiHandler)(event, context), event);
  return Object.assign(handler, { route });
}

function callOf<Request extends RequestParts>(event: ApiEvent & { user: User }): Call<Request> {
  const valid = event as unknown as EventOf<Request>;
  return {
    body: valid.body,
    query: valid.queryStringParameters ?? {},
    path: valid.pathParameters,
    idempotencyKey: idempotencyKeyOf(event),
    user: event.user,
    event,
  };
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
 * An API serves no page: nothing may be run, framed or sniffed. What only guards pages is left out, and so is
 * the sandbox, in which browsers do not show a PDF.
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

/** A stage in shadow does not even look at what is to be written. */
const refuseWrites = {
  before: (): never => {
    throw readOnly();
  },
};

/** Balances and e-mail addresses do not belong in any cache. */
const setNoStore = (request: { response?: Answer | null }): void => {
  if (request.response) request.response.headers['Cache-Control'] = 'no-store';
};
const noStore = { after: setNoStore, onError: setNoStore };
