import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';
import type { RequestParts } from './validator.ts';
import { writeIfChanged } from './write.ts';

/** A CommonJS module that Node and the type checker import differently. */
const { default: standaloneCode } = standalone as unknown as { default: typeof standalone };

const SCHEMAS = join(import.meta.dirname, '..');
const COMPILED = join(SCHEMAS, 'compiled');

/** The parts of a request, by their names in Lambda's event. */
const EVENT_MEMBERS = {
  body: 'body',
  query: 'queryStringParameters',
  path: 'pathParameters',
  headers: 'headers',
} as const;

/** The folders whose every file is one schema, and how its validator is made and typed. */
const FOLDERS = {
  requests: { schemaOf: eventSchema, type: 'Request', shape: 'EventOf<Request>' },
  outside: { schemaOf: ({ schema }: { schema: object }) => schema, type: 'Valid', shape: 'Valid' },
};

type Folder = keyof typeof FOLDERS;

/** Lambda hands over a whole event, so the schemas of a request's parts are put where the event has them. */
function eventSchema(parts: RequestParts): object {
  const members = Object.entries(EVENT_MEMBERS).flatMap(([part, member]) => {
    const schema = parts[part as keyof RequestParts];
    return schema ? [[member, schema]] : [];
  });
  const required = [parts.body ? 'body' : [], parts.path ? 'pathParameters' : []].flat();
  return { type: 'object', required, properties: Object.fromEntries(members) };
}

/**
 * Writes each schema's validator to `schemas/compiled`, so that no function carries Ajv: compiling a schema
 * at run time costs a cold start some 70 ms. Nothing is coerced and nothing is defaulted.
 */
export async function compileSchemas(): Promise<void> {
  await Promise.all((Object.keys(FOLDERS) as Folder[]).map(compileFolder));
}

async function compileFolder(folder: Folder): Promise<void> {
  const files = await readdir(join(SCHEMAS, folder));
  await Promise.all(files.map((file) => compileSchema(folder, basename(file, '.ts'))));
}

async function compileSchema(folder: Folder, name: string): Promise<void> {
  const schema = FOLDERS[folder].schemaOf(await import(join(SCHEMAS, folder, `${name}.ts`)));
  const ajv = new Ajv({
    allErrors: true,
    coerceTypes: false,
    useDefaults: false,
    discriminator: true,
    verbose: true,
    code: { source: true, esm: true, lines: true },
  });
  const code = standaloneCode(ajv, ajv.compile(schema));
  await writeIfChanged(join(COMPILED, `${name}.js`), await withoutRequire(code));
  await writeIfChanged(join(COMPILED, `${name}.d.ts`), declaration(folder, name));
}

/** Ajv's standalone code still requires parts of its runtime; bundling once more inlines them. */
async function withoutRequire(contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: SCHEMAS },
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    minify: true,
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

function declaration(folder: Folder, name: string): string {
  const { type, shape } = FOLDERS[folder];
  return [
    `import type { ${type} } from '../${folder}/${name}.ts';`,
    `import type { EventOf, Validator } from '../build/validator.ts';`,
    `declare const validate: Validator<${shape}>;`,
    'export default validate;',
    '',
  ].join('\n');
}
