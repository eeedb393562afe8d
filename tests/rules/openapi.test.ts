import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { ROUTES } from '../../functions/routes.ts';
import { type EndpointRecord, errorsOf, type Route } from '../../libs/http/route.ts';
import { STATUS_OF } from '../../libs/http/status.ts';
import type { ErrorCode } from '../../libs/payouts/errors.ts';
import type { Examples } from '../../schemas/build/openapi/document.ts';
import { openapiFiles } from '../../schemas/build/openapi.ts';
import { LISTS_FOR_CALLERS, NUMBERS_FOR_CALLERS } from '../../schemas/parts/for-callers.ts';
import { ERROR_DETAILS } from '../../schemas/responses/error.ts';
import { faultOfAnswer } from '../../testing/answers.ts';
import { recordExamples } from '../../testing/examples/record.ts';

const ENDPOINTS = Object.values<EndpointRecord>(ROUTES);
const OPERATIONS = ENDPOINTS.filter(({ access }) => access !== 'everybody');
const COLLECTION = 'docs/collection/affiliate-payouts.postman_collection.json';
const CODES = Object.keys(ERROR_DETAILS) as ErrorCode[];

/** The headers of an answer that the description requires. */
const HEADERS = ['x-request-id', 'cache-control', 'www-authenticate', 'retry-after'];

let examples: Examples;
let files: Record<string, string>;
let text: string;
beforeAll(async () => {
  examples = await recordExamples();
  files = await openapiFiles(examples);
  text = files['openapi.json'] ?? '';
});

describe('each file that npm run openapi writes', () => {
  it.each(['openapi.json', 'docs/api.md', COLLECTION])(
    'is what the records and schemas say: %s',
    async (name) => {
      expect(Object.keys(files)).toContain(name);
      expect((await readFile(name, 'utf8')).split('\n')).toStrictEqual(files[name]?.split('\n'));
    },
  );
});

describe('openapi.json', () => {
  it('describes every endpoint', () => {
    const described = operationsIn(JSON.parse(text)).map(({ operationId }) => operationId);
    expect(described.sort()).toStrictEqual(Object.keys(ROUTES).sort());
  });

  it('tells of each list of values whether it is closed', () => {
    const lists = listsIn(JSON.parse(text));
    const untold = lists.filter(({ description }) => !/closed|may be added/.test(description));
    expect(lists.length).toBeGreaterThan(5);
    expect(untold).toStrictEqual([]);
  });

  it('names every branch that a discriminator tells apart, and each says by itself which one it is', () => {
    const document = JSON.parse(text);
    const unions = schemasIn(document).filter(({ discriminator }) => discriminator);
    expect(unions.length).toBeGreaterThan(5);
    for (const { oneOf = [], discriminator: { propertyName = '', mapping = {} } = {} } of unions) {
      expect(Object.values(mapping)).toStrictEqual(oneOf.map(({ $ref }) => $ref));
      for (const [value, $ref] of Object.entries(mapping)) {
        const branch = document.components.schemas[$ref.replace('#/components/schemas/', '')];
        expect(branch.required).toContain(propertyName);
        expect(branch.properties[propertyName].const).toBe(value);
      }
    }
  });
});

describe('the examples', () => {
  it.each(OPERATIONS.filter(({ success }) => 'data' in success))('$name has a real answer', (route) => {
    expect(examples.answers[route.name]).toBeDefined();
    expect(faultOf(route, route.success.status, examples.answers[route.name])).toBeUndefined();
  });

  it.each(OPERATIONS.filter(({ reads }) => reads === 'json'))('$name has a real request', ({ name }) => {
    expect(examples.bodies[name]).toBeDefined();
  });

  it('fill in requests that are as right tomorrow', () => {
    expect(JSON.stringify(examples.bodies)).not.toMatch(/\d{4}-\d\d-\d\d/);
  });

  it.each(CODES)('%s has a real answer', (code) => {
    const route = ENDPOINTS.find((endpoint) => errorsOf(endpoint).includes(code));
    expect(examples.errors[code]).toMatchObject({ error: { code } });
    expect(faultOf(route, STATUS_OF[code], examples.errors[code])).toBeUndefined();
  });
});

describe('the collection', () => {
  it('has each operation once, and no variable that it does not explain', () => {
    const { item: folders, variable } = JSON.parse(files[COLLECTION] ?? '');
    const requests: { method: string; url: { path: string[] } }[] = folders.flatMap(
      ({ item }: { item: { request: object }[] }) => item.map(({ request }) => request),
    );
    const paths = requests.map(({ method, url }) => `${method} /${url.path.join('/')}`);
    const expected = OPERATIONS.map(({ method, path }) => `${method} ${path.replace(/\{(\w+)\}/g, ':$1')}`);
    expect(paths.sort()).toStrictEqual(expected.sort());
    const used = Array.from(files[COLLECTION]?.matchAll(/\{\{(\w+)\}\}/g) ?? [], ([, name]) => name);
    expect([...new Set(used)].sort()).toStrictEqual(variable.map(({ key }: { key: string }) => key).sort());
  });
});

describe('a number in a query', () => {
  const FORMS = Array.from(NUMBERS_FOR_CALLERS, ([ours, callers]) => ({
    ours: new RegExp((ours as { pattern: string }).pattern),
    callers: callers as { minimum: number; maximum: number },
  }));

  it.each(FORMS)('is taken as text if and only if it is one of $callers', ({ ours, callers }) => {
    const { minimum, maximum } = callers;
    const edges = [minimum - 1, minimum, maximum, maximum + 1].map((edge) => fc.constant(edge));
    const numbers = fc.oneof(...edges, fc.integer(), fc.integer({ min: -5, max: 200 }), fc.maxSafeInteger());
    fc.assert(
      fc.property(numbers, (number) => {
        expect(ours.test(String(number))).toBe(number >= minimum && number <= maximum);
      }),
      { numRuns: 1000 },
    );
  });

  it.each(FORMS)('is not taken in any other form', ({ ours }) => {
    for (const other of ['', ' 5', '5 ', '+5', '05', '5.0', '5e0', '0x5', '٥', 'five', '5\n']) {
      expect(ours.test(other), other).toBe(false);
    }
  });
});

describe('a list in a query', () => {
  const FORMS = Array.from(LISTS_FOR_CALLERS, ([ours, callers]) => ({
    ours: new RegExp((ours as { pattern: string }).pattern),
    words: (callers as { anyOf: [{ enum: string[] }] }).anyOf[0].enum,
  }));

  it.each(FORMS)('is taken if it is of $words, separated by commas', ({ ours, words }) => {
    const lists = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 8 });
    fc.assert(fc.property(lists, (list) => ours.test(String(list))));
    for (const other of ['', ',', `${words[0]},`, `,${words[0]}`, `${words[0]}, ${words[1]}`, 'paid']) {
      expect(ours.test(other), other).toBe(false);
    }
  });
});

function faultOf(route: Route | undefined, status: number, json: unknown): string | undefined {
  return faultOfAnswer(route, {
    status,
    contentType: 'application/json',
    headers: HEADERS,
    json: json as never,
  });
}

interface Schema {
  $ref: string;
  description?: string;
  enum?: unknown[];
  oneOf?: Schema[];
  discriminator?: { propertyName: string; mapping: Record<string, string> };
}

/** Every object in the document that may be a schema. */
function schemasIn(node: unknown): Schema[] {
  if (typeof node !== 'object' || node === null) return [];
  return [node as Schema, ...Object.values(node).flatMap(schemasIn)];
}

/** Every list of values, with its description, which a parameter has outside its schema. */
function listsIn(node: unknown, outside = ''): { values: unknown[]; description: string }[] {
  if (typeof node !== 'object' || node === null) return [];
  const { description = outside, enum: values = [] } = node as Partial<Schema>;
  const inside = Object.entries(node).flatMap(([name, member]) =>
    listsIn(member, name === 'schema' ? description : ''),
  );
  return values.length > 1 ? [{ values, description }, ...inside] : inside;
}

function operationsIn({
  paths,
  webhooks,
}: Record<string, Record<string, object>>): { operationId: string }[] {
  return Object.values({ ...paths, ...webhooks }).flatMap((item) => Object.values(item));
}
