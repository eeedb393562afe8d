import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInThisContext } from 'node:vm';
import type { EndpointRecord, Route } from '../../libs/http/route.ts';
import { writeIfChanged } from './write.ts';

const ROOT = join(import.meta.dirname, '../..');

/** Folders without endpoints: the workers, the reference page, and what this file writes. */
const WITHOUT_ROUTES = ['workers', 'pages', 'compiled'];

/**
 * Every endpoint's record, by the name of its function. Each file in a folder of `functions/` is one
 * endpoint.
 */
export function readRoutes(): Record<string, EndpointRecord> {
  const records = endpointFiles().map(recordIn);
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

const REQUEST = /^import validate from '.*\/schemas\/compiled\/([\w-]+)\.js';$/m;

/**
 * What the chain validates is what callers are told, so the name of the request is that of the validator
 * which the file imports.
 */
function recordIn(file: string): EndpointRecord {
  const text = readFileSync(join(ROOT, `${file}.ts`), 'utf8');
  const [, request] = text.match(REQUEST) ?? [];
  return { ...routeIn(file, text), file, ...(request && { request }) };
}

/**
 * A record is a literal, so it is read from the text: importing the file would load the SDK and everything
 * else.
 */
function routeIn(file: string, text: string): Route {
  const [, literal] = text.match(RECORD) ?? [];
  if (!literal) throw new Error(`${file}.ts has no 'export const route = { … } as const satisfies Route;'.`);
  return runInThisContext(`(${literal})`, { filename: `${file}.ts` });
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
