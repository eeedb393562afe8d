import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

/** An answer, as far as the description of the API tells of it. */
export interface DescribedAnswer<Body> {
  status: number;
  contentType: string | undefined;
  /** The names of the headers, in lower case. */
  headers: string[];
  /** The body, if it is JSON. */
  json: Body | undefined;
}

interface Reference {
  $ref?: string;
}

interface Response extends Reference {
  headers?: Record<string, Reference & { required?: boolean }>;
  content?: Record<string, object>;
}

interface Operation {
  operationId: string;
  responses: Record<string, Response>;
}

const DOCUMENT = JSON.parse(readFileSync(join(import.meta.dirname, '../openapi.json'), 'utf8'));
const ajv = new Ajv2020({ strict: false, allErrors: true }).addSchema(DOCUMENT, 'api');
const compiled = new Map<string, ValidateFunction>();

const POINTERS = new Map(
  ['paths', 'webhooks'].flatMap((kind) =>
    Object.entries<Record<string, Operation>>(DOCUMENT[kind]).flatMap(([path, item]) =>
      Object.entries(item).map(([method, { operationId }]) => [operationId, ['', kind, path, method]]),
    ),
  ),
);

/**
 * What openapi.json, as it is committed, does not tell of an answer of this operation; undefined if it tells
 * all.
 */
export function faultByDescription(name: string, answer: DescribedAnswer<unknown>): string | undefined {
  const { status, contentType = '', headers, json } = answer;
  const pointer = POINTERS.get(name);
  if (!pointer) return 'it has no such operation';
  const [at, response] = resolved<Response>([...pointer, 'responses', String(status)]);
  if (!response) return `it has no status ${status}`;
  const [type = ''] = contentType.split(';');
  if (!response.content?.[type]) return `${status} has no ${type || 'empty body'}`;
  const missing = requiredHeaders(at, response).filter((header) => !headers.includes(header.toLowerCase()));
  if (missing.length > 0) return `${status} has the headers ${missing.join(', ')}`;
  return json === undefined ? undefined : faultOf(json, [...at, 'content', type, 'schema']);
}

function requiredHeaders(at: string[], { headers = {} }: Response): string[] {
  return Object.keys(headers).filter(
    (name) => resolved<{ required?: boolean }>([...at, 'headers', name])[1]?.required,
  );
}

/** The value at a pointer, and the pointer that it really has. */
function resolved<Value>(pointer: string[]): [string[], (Value & Reference) | undefined] {
  const value = pointer.slice(1).reduce((node, name) => node?.[name], DOCUMENT);
  return value?.$ref ? resolved(['', ...value.$ref.split('/').slice(1)]) : [pointer, value];
}

function faultOf(json: unknown, pointer: string[]): string | undefined {
  const $ref = `api#${pointer.map((name) => encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')}`;
  const validate = compiled.get($ref) ?? ajv.compile({ $ref });
  compiled.set($ref, validate);
  return validate(json) ? undefined : ajv.errorsText(validate.errors, { dataVar: 'body' });
}
