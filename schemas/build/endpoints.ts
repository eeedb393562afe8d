import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInThisContext } from 'node:vm';
import { writeIfChanged } from './write.ts';

/**
 * An endpoint's record, as far as it is looked at here, the file that exports it, without its extension, and
 * the schema of its requests, by the name of its file.
 */
interface EndpointRecord {
  name: string;
  method: string;
  path: string;
  file: string;
  request?: string;
}

const ROOT = join(import.meta.dirname, '../..');

/** Folders of functions that are no endpoints of the API, and of what is written here. */
const WITHOUT_ROUTES = ['workers', 'pages', 'compiled'];

/**
 * Every endpoint's record, by the name of its function. Each file in a folder of `functions/` is one
 * endpoint.
 */
export function readRoutes(): Record<string, EndpointRecord> {
  const records = endpointFiles().map((file) => ({ ...routeIn(file), file, ...requestIn(file) }));
  requireUnique(records.map(({ name }) => name));
  requireUnique(records.map(({ method, path }) => `${method} ${path}`));
  return Object.fromEntries(records.map((record) => [record.name, record]));
}

/**
 * Writes the two lists of endpoints to `functions/compiled`: the records alone, which are light, and the
 * records with what builds their handlers, for the function that is the whole API.
 */
export async function indexEndpoints(): Promise<void> {
  const routes = readRoutes();
  await Promise.all([
    writeIfChanged(join(ROOT, 'functions/compiled/routes.ts'), routesModule(routes)),
    writeIfChanged(join(ROOT, 'functions/compiled/endpoints.ts'), endpointsModule(routes)),
  ]);
}

function endpointFiles(): string[] {
  const entries = readdirSync(join(ROOT, 'functions'), { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && !WITHOUT_ROUTES.includes(entry.name))
    .flatMap(({ name }) => readdirSync(join(ROOT, 'functions', name)).map((file) => `${name}/${file}`))
    .map((file) => `functions/${file.replace(/\.ts$/, '')}`)
    .sort();
}

const RECORD = /^export const route = (\{.*?^\}) as const satisfies Route;$/ms;

/**
 * A record is a literal, so it is read from the text: importing the file would load the SDK and everything
 * else.
 */
function routeIn(file: string): Omit<EndpointRecord, 'file' | 'request'> {
  const [, literal] = readFileSync(join(ROOT, `${file}.ts`), 'utf8').match(RECORD) ?? [];
  if (!literal) throw new Error(`${file}.ts has no 'export const route = { … } as const satisfies Route;'.`);
  return runInThisContext(`(${literal})`, { filename: `${file}.ts` });
}

const REQUEST = /^import validate from '.*\/schemas\/compiled\/([\w-]+)\.js';$/m;

/**
 * What the chain validates is what callers are told, so the name is that of the validator which the file
 * imports.
 */
function requestIn(file: string): { request?: string } {
  const [, request] = readFileSync(join(ROOT, `${file}.ts`), 'utf8').match(REQUEST) ?? [];
  return request ? { request } : {};
}

function requireUnique(names: string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice) throw new Error(`Two endpoints are called ${twice}.`);
}

function routesModule(routes: Record<string, EndpointRecord>): string {
  return [
    "import type { EndpointRecord } from '../../libs/http/route.ts';",
    '',
    `export const ROUTES = ${JSON.stringify(routes, null, 2)} as const satisfies Record<string, EndpointRecord>;`,
    '',
  ].join('\n');
}

function endpointsModule(routes: Record<string, EndpointRecord>): string {
  const names = Object.keys(routes);
  const imports = Object.values(routes).map(
    ({ name, file }) => `import { ${builderOf(name)}, route as ${name} } from '../../${file}.ts';`,
  );
  const members = names.map((name) => `  { route: ${name}, build: ${builderOf(name)} },`);
  return [...imports, '', 'export const ENDPOINTS = [', ...members, '];', ''].join('\n');
}

function builderOf(name: string): string {
  return `build${name[0]?.toUpperCase()}${name.slice(1)}`;
}
