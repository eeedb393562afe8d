import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';

/** A CommonJS module that Node and the type checker import differently. */
const { default: standaloneCode } = standalone as unknown as { default: typeof standalone };

const SCHEMAS = join(import.meta.dirname, '..');
const COMPILED = join(SCHEMAS, 'compiled');

/** The folders whose every file is one schema. */
const FOLDERS = ['requests', 'outside'];

/**
 * Writes each schema's validator to `schemas/compiled`, so that no function carries Ajv: compiling a schema
 * at run time costs a cold start some 70 ms. Nothing is coerced and nothing is defaulted.
 */
export async function compileSchemas(): Promise<void> {
  await mkdir(COMPILED, { recursive: true });
  await Promise.all(FOLDERS.map(compileFolder));
}

async function compileFolder(folder: string): Promise<void> {
  const files = await readdir(join(SCHEMAS, folder));
  await Promise.all(files.map((file) => compileSchema(folder, basename(file, '.ts'))));
}

async function compileSchema(folder: string, name: string): Promise<void> {
  const { schema } = await import(join(SCHEMAS, folder, `${name}.ts`));
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

function declaration(folder: string, name: string): string {
  return [
    `import type { Valid } from '../${folder}/${name}.ts';`,
    `import type { Validator } from '../build/validator.ts';`,
    'declare const validate: Validator<Valid>;',
    'export default validate;',
    '',
  ].join('\n');
}

/** Several builds may run at once: a file is replaced whole, and only when it differs. */
async function writeIfChanged(file: string, text: string): Promise<void> {
  const before = await readFile(file, 'utf8').catch(() => undefined);
  if (before === text) return;
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, text);
  await rename(draft, file);
}

if (process.argv[1] === import.meta.filename) compileSchemas();
