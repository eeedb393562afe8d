import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { dropLogLines } from '../../bench/silence-log.ts';
import { schema as paypal } from '../outside/paypal-event.ts';
import { schema as zelle } from '../outside/zelle-event.ts';
import { compile } from './compile.ts';
import { readRoutes } from './endpoints.ts';
import { collectionOf } from './openapi/collection.ts';
import { describeApi, type Examples } from './openapi/document.ts';
import { withErrors } from './openapi/error-page.ts';
import type { Json } from './openapi/json.ts';
import type { RequestParts } from './validator.ts';
import { writeIfChanged } from './write.ts';

const SCHEMAS = join(import.meta.dirname, '..');
const ROOT = join(SCHEMAS, '..');

/** Every file that is made from the description, as it must be committed. */
export async function openapiFiles(examples: Examples): Promise<Record<string, string>> {
  const page = await readFile(join(ROOT, 'docs/api.md'), 'utf8');
  const description = await openapiOf(examples);
  return {
    'openapi.json': textOf(description),
    'docs/collection/affiliate-payouts.postman_collection.json': textOf(collectionOf(description)),
    'docs/api.md': withErrors(page, examples),
  };
}

async function openapiOf(examples: Examples): Promise<Json> {
  const responses = await modulesIn('responses');
  const parts = await modulesIn('parts');
  const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
  return describeApi({
    version,
    routes: Object.values(readRoutes()),
    modules: [...Object.values(parts), ...Object.values(responses)],
    requests: (await modulesIn('requests')) as Record<string, RequestParts>,
    responses: Object.fromEntries(Object.entries(responses).map(([name, { data }]) => [name, data as Json])),
    events: { paypal, zelle },
    examples,
  });
}

function textOf(file: Json): string {
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** The exports of every file in a folder of schemas, by the names of the files. */
async function modulesIn(folder: string): Promise<Record<string, Json>> {
  const files = (await readdir(join(SCHEMAS, folder))).sort();
  const modules = files.map(async (file) => [
    basename(file, '.ts'),
    await import(join(SCHEMAS, folder, file)),
  ]);
  return Object.fromEntries(await Promise.all(modules));
}

async function main(): Promise<void> {
  await compile();
  dropLogLines();
  // Not before everything is compiled: the examples are real answers of the real handlers.
  const { recordExamples } = await import('../../testing/examples/record.ts');
  const files = await openapiFiles(await recordExamples());
  await Promise.all(Object.entries(files).map(([name, text]) => writeIfChanged(join(ROOT, name), text)));
}

if (process.argv[1] === import.meta.filename) await main();
