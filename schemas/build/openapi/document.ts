import type { EndpointRecord } from '../../../libs/http/route.ts';
import { ERROR_HELP } from '../../parts/error-help.ts';
import type { RequestParts } from '../validator.ts';
import { namesIn, openAnswerSchemas } from './answer-schemas.ts';
import { answerComponents } from './answers.ts';
import { errorComponents } from './errors.ts';
import { HEADERS, PARAMETERS } from './headers.ts';
import { type Json, mapValues, pascal } from './json.ts';
import { pathsOf } from './operations.ts';
import { openRequestSchemas } from './request-schemas.ts';
import { deliveries, webhookOf } from './webhooks.ts';
import { BEARER, INFO, TAGS } from './words.ts';

/** Everything that the description is made from. */
export interface Sources {
  version: string;
  routes: EndpointRecord[];
  /** The modules of the schemas of answers and of what they share: their exports are the components. */
  modules: Json[];
  /**
   * The parts of each request, and the schema of what each answer has in `data`, by the names of their files.
   */
  requests: Record<string, RequestParts>;
  responses: Record<string, Json>;
  events: { paypal: Json; zelle: Json };
  examples: Examples;
}

/** Real requests and answers, by the names of functions, and a real answer for each code. */
export interface Examples {
  bodies: Record<string, Json | string>;
  answers: Record<string, Json>;
  errors: Record<string, Json>;
}

/** The description of the API in OpenAPI 3.1. The same sources make the same description. */
export function describeApi({
  version,
  routes,
  modules,
  requests,
  responses,
  events,
  examples,
}: Sources): Json {
  const answers = openAnswerSchemas(new Map(modules.flatMap(namesIn)));
  const bodies = Object.entries(requests).filter(([, { body }]) => body !== undefined);
  const names = bodies.map(([name, { body }]) => [body as object, `${pascal(name)}Body`] as const);
  const schemas = openRequestSchemas(new Map(names));
  const sources = {
    answers,
    responses,
    examples: examples.answers,
    requests: schemas,
    parts: requests,
    bodies: examples.bodies,
  };
  const incoming = deliveries(events.paypal, events.zelle);
  const paths = pathsOf(
    routes.filter(({ access }) => access !== 'everybody'),
    sources,
  );
  const webhooks = routes.flatMap((route) => {
    const delivery = incoming[route.name];
    return delivery ? [[delivery.name, webhookOf(route, delivery, sources)]] : [];
  });
  const errors = errorComponents(answers);
  return {
    openapi: '3.1.0',
    info: { ...INFO, version },
    servers: [{ url: '/', description: 'The service that serves this description.' }],
    tags: TAGS,
    paths,
    webhooks: Object.fromEntries(webhooks),
    components: {
      securitySchemes: { bearer: BEARER },
      parameters: PARAMETERS,
      headers: HEADERS,
      examples: mapValues(ERROR_HELP, (_, code) => ({ value: examples.errors[code] })),
      responses: answerComponents(routes),
      schemas: sorted({ ...schemas.components, ...answers.components, ...errors }),
    },
  };
}

function sorted(members: Record<string, Json>): Record<string, Json> {
  return Object.fromEntries(Object.entries(members).sort(([one], [other]) => (one < other ? -1 : 1)));
}
