import type { Json } from './json.ts';

interface Parameter {
  $ref?: string;
  name: string;
  in: string;
  description: string;
  required?: boolean;
}

interface Operation {
  summary: string;
  description: string;
  tags: string[];
  parameters: Parameter[];
  requestBody?: { content: Record<string, { example: unknown }> };
}

interface Description {
  info: { title: string; description: string };
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { parameters: Record<string, Parameter> };
}

const FORMAT = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';

/** What a person fills in once: where the service is, and who calls. */
const VARIABLES = [
  { key: 'baseUrl', value: 'http://localhost:3000' },
  { key: 'token', value: '', description: 'The token of an affiliate: npm run --silent token -- user-ada' },
  {
    key: 'adminToken',
    value: '',
    description: 'The token of an admin: npm run --silent token -- user-admin --admin',
  },
];

/** A collection of requests, one for each operation, in the format of Postman, which Bruno imports too. */
export function collectionOf(description: Json): Json {
  const { info, tags, paths, components } = description as unknown as Description;
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
  );
  const folders = tags.map(({ name, description: about }) => ({
    name,
    description: about,
    auth: bearer(name === 'admin' ? 'adminToken' : 'token'),
    item: operations
      .filter(({ operation }) => operation.tags.includes(name))
      .map(({ path, method, operation }) => requestOf(method, path, operation, components.parameters)),
  }));
  return {
    info: { name: info.title, description: info.description, schema: FORMAT },
    variable: VARIABLES,
    item: folders.filter(({ item }) => item.length > 0),
  };
}

function bearer(variable: string): Json {
  return { type: 'bearer', bearer: [{ key: 'token', value: `{{${variable}}}`, type: 'string' }] };
}

function requestOf(
  method: string,
  path: string,
  { summary, description, parameters, requestBody }: Operation,
  shared: Record<string, Parameter>,
): Json {
  const all = parameters.map((each) => (each.$ref ? shared[each.$ref.split('/').at(-1) ?? ''] : each));
  const of = (place: string) => all.filter((each) => each !== undefined).filter((each) => each.in === place);
  const [[type = '', { example } = { example: undefined }] = []] = Object.entries(requestBody?.content ?? {});
  const isText = typeof example === 'string';
  return {
    name: summary,
    request: {
      method: method.toUpperCase(),
      description,
      header: [...of('header').map(optional), ...(isText ? [{ key: 'Content-Type', value: type }] : [])],
      url: urlOf(path, of('path'), of('query')),
      ...(example !== undefined && {
        body: {
          mode: 'raw',
          raw: isText ? example : JSON.stringify(example, null, 2),
          options: { raw: { language: isText ? 'text' : 'json' } },
        },
      }),
    },
  };
}

/** Left out until a person fills it in. */
function optional({ name, description }: Parameter): Json {
  return { key: name, value: '', description, disabled: true };
}

function urlOf(path: string, inPath: Parameter[], inQuery: Parameter[]): Json {
  const parts = path.slice(1).split('/');
  const names = parts.map((part) => part.replace(/^\{(\w+)\}$/, ':$1'));
  return {
    raw: `{{baseUrl}}/${names.join('/')}`,
    host: ['{{baseUrl}}'],
    path: names,
    ...(inQuery.length > 0 && { query: inQuery.map(optional) }),
    ...(inPath.length > 0 && {
      variable: inPath.map(({ name, description }) => ({ key: name, value: '', description })),
    }),
  };
}
