import { BODY_BYTES_MAX } from '../../../libs/http/body.ts';
import { type EndpointRecord, scopeOf } from '../../../libs/http/route.ts';
import { LISTS_FOR_CALLERS } from '../../parts/for-callers.ts';
import type { RequestParts } from '../validator.ts';
import { type AnswerSources, answersOf } from './answers.ts';
import { type Json, refTo } from './json.ts';
import { meaningOf, type Place, type RequestSchemas } from './request-schemas.ts';

/** What the operations are made from, besides their records. */
export interface OperationSources extends AnswerSources {
  requests: RequestSchemas;
  /** The parts of each request, by the names of their files. */
  parts: Record<string, RequestParts>;
  /** A real request of each endpoint that reads a body, by the name of its function. */
  bodies: Record<string, Json | string>;
}

const KIB = 1024;

/** The paths with their operations. The endpoints of webhooks are described apart. */
export function pathsOf(routes: EndpointRecord[], sources: OperationSources): Record<string, Json> {
  const paths = Map.groupBy(routes, ({ path }) => path);
  return Object.fromEntries(
    [...paths].map(([path, here]) => [
      path,
      Object.fromEntries(here.map((route) => [route.method.toLowerCase(), operationOf(route, sources)])),
    ]),
  );
}

function operationOf(route: EndpointRecord, sources: OperationSources): Json {
  const { name, summary, access, request } = route;
  const parts = sources.parts[request ?? ''] ?? {};
  return {
    operationId: name,
    summary,
    description: descriptionOf(route, parts),
    tags: [access === 'admins' ? 'admin' : 'payouts'],
    security: [{ bearer: [scopeOf(route)] }],
    parameters: parametersOf(parts, sources),
    ...(parts.body !== undefined && { requestBody: requestBodyOf(route, parts.body as Json, sources) }),
    ...(parts.csv !== undefined && { requestBody: csvBodyOf(route, parts.csv, sources) }),
    responses: answersOf(route, sources),
  };
}

function descriptionOf({ access, reads, bodyLimit, ...route }: EndpointRecord, parts: RequestParts): string {
  const sentences = [
    access === 'admins' ? 'For admins.' : 'For affiliates.',
    `A token that is narrowed needs the scope \`${scopeOf({ access, ...route })}\`.`,
    (reads === 'json' || reads === 'csv') &&
      `The body has at most ${(bodyLimit ?? BODY_BYTES_MAX) / KIB} KiB.`,
    parts.headers &&
      'With an `Idempotency-Key`, it is safe to send the same request again after any failure.',
  ];
  return sentences.filter(Boolean).join(' ');
}

function parametersOf({ path, query, headers }: RequestParts, sources: OperationSources): Json[] {
  return [
    ...membersOf(path, { part: 'path' }, sources),
    ...membersOf(query, { part: 'query' }, sources),
    ...(headers ? [refTo('parameters', 'IdempotencyKey')] : []),
    refTo('parameters', 'RequestId'),
  ];
}

function membersOf(schema: object | undefined, place: Place, { requests }: OperationSources): Json[] {
  const { properties = {}, required = [] } = (schema ?? {}) as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, member]) => {
    const { description: _, ...callersSchema } = requests.of(member, place);
    return {
      name,
      in: place.part,
      ...(required.includes(name) && { required: true }),
      ...(LISTS_FOR_CALLERS.has(member) && { style: 'form', explode: false }),
      description: meaningOf(member, name, place),
      schema: callersSchema,
    };
  });
}

function csvBodyOf({ name }: EndpointRecord, description: string, { bodies }: OperationSources): Json {
  const schema = { type: 'string', contentMediaType: 'text/csv' };
  return { required: true, description, content: { 'text/csv': { schema, example: bodies[name] } } };
}

function requestBodyOf({ name }: EndpointRecord, body: Json, { requests, bodies }: OperationSources): Json {
  const example = bodies[name];
  return {
    required: true,
    content: {
      'application/json': { schema: requests.of(body, { part: 'body' }), ...(example && { example }) },
    },
  };
}
