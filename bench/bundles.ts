import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type BuildOptions, build } from 'esbuild';
import { bundling } from '../deploy/bundling.ts';
import plugins from '../deploy/esbuild-plugins.ts';
import serverless from '../serverless.ts';

/** The file that a function consists of, and its size. */
export interface Bundle {
  name: string;
  file: string;
  bytes: number;
  gzipBytes: number;
}

const ROOT = join(import.meta.dirname, '..');

/** What every program with a document client needs, and the commands that the service sends. */
const BARE_SDK = `
export { DynamoDBClient } from '@aws-sdk/client-dynamodb';
export { DynamoDBDocumentClient, GetCommand, QueryCommand, TransactGetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
`;

export const WHOLE_SDK = 'the SDK document client, whole';
export const PRUNED_SDK = 'the SDK document client, pruned';

/**
 * Bundles the functions of these names as a deployment does, and two of the SDK alone, into a folder that
 * `remove` deletes.
 */
export async function makeBundles(
  names: string[],
): Promise<{ bundles: Bundle[]; remove: () => Promise<void> }> {
  // A credential provider that the bundles leave out must not be found from where they lie.
  const folder = await mkdtemp(join(tmpdir(), 'bundles-'));
  const sources: [string, BuildOptions][] = [
    [WHOLE_SDK, { ...UNPRUNED, ...bareSdk }],
    [PRUNED_SDK, { ...deployed(), ...bareSdk }],
    ...names.map((name): [string, BuildOptions] => [name, { ...deployed(), entryPoints: [entryOf(name)] }]),
  ];
  const bundles = sources.map(([name, options], index) =>
    bundle(name, join(folder, `${index}.cjs`), options),
  );
  return { bundles: await Promise.all(bundles), remove: () => rm(folder, { recursive: true }) };
}

/** The names of all functions, whichever way the API is deployed. */
export function functionNames(): string[] {
  return Object.keys(handlers());
}

const bareSdk: BuildOptions = { stdin: { contents: BARE_SDK, resolveDir: ROOT } };

/** As esbuild does it by itself for Node, as small as it can. */
const UNPRUNED: BuildOptions = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: bundling.target,
  minify: true,
};

/** The options of a deployment, without those that are for the plugin and not for esbuild. */
function deployed(): BuildOptions {
  const { outputWorkFolder: _, outputFileExtension: __, exclude, plugins: ___, ...options } = bundling;
  return { ...options, format: 'cjs', platform: 'node', external: exclude, plugins };
}

type Functions = Record<string, { handler: string }>;
interface Lists {
  functions: Record<string, Functions>;
  reference: { false: { true: Functions } };
}

/** `serverless.ts` has two lists of functions, of which a deployment takes one, and the page on its own. */
function handlers(): Functions {
  const { functions, reference } = serverless.custom as unknown as Lists;
  return Object.assign({}, ...Object.values(functions), reference.false.true);
}

function entryOf(name: string): string {
  const { handler } = handlers()[name] ?? {};
  if (!handler) throw new Error(`There is no function ${name}.`);
  return join(ROOT, handler.replace(/\.handler$/, '.ts'));
}

async function bundle(name: string, outfile: string, options: BuildOptions): Promise<Bundle> {
  await build({ ...options, outfile, logLevel: 'error' });
  const code = await readFile(outfile);
  return { name, file: outfile, bytes: code.length, gzipBytes: gzipSync(code).length };
}
