/**
 * What a compiled schema says of one fault: where, by which rule, and the part of the schema that was broken.
 */
export interface SchemaFault {
  instancePath: string;
  keyword: string;
  message?: string;
  params: { missingProperty?: string; additionalProperty?: string };
  parentSchema?: { description?: string };
}

/**
 * A schema compiled at build: answers whether a value has the shape, and keeps the faults of the last call.
 */
export interface Validator<Shape> {
  (value: unknown): value is Shape;
  errors?: SchemaFault[] | null;
}

/** The parts of a request, as its schema describes them. What a schema does not mention is not looked at. */
export interface RequestParts {
  body?: unknown;
  query?: object;
  path?: object;
  headers?: object;
  /** What a body in CSV must have, in sentences for callers. */
  csv?: string;
}

/** The event of Lambda's that a request of this shape arrives in, once it is validated. */
export interface EventOf<Request extends RequestParts> {
  body: Request['body'];
  queryStringParameters?: Request['query'];
  pathParameters: Request['path'];
  headers?: Request['headers'];
}
