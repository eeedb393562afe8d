import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, relative } from 'node:path';

const ROOT = join(import.meta.dirname, '..');

/** What a build creates, what it does not read, and what would take long to copy. */
const LEFT_OUT = [
  '.esbuild',
  '.git',
  '.serverless',
  '.start',
  'client/compiled',
  'client/dist',
  'docs',
  'node_modules',
  'schemas/compiled',
  'tests',
];

/** Compiling its modules is a quarter of what a run of `sls` costs. */
const COMPILE_CACHE = join(ROOT, 'node_modules/.cache/compiled');

/** How a command ended. */
export interface Outcome {
  exitCode: number;
  stdout: string;
  stderr: string;
}

/** A copy of the project, and an environment with Node and nothing else: no settings, no AWS account. */
export interface Checkout {
  folder: string;
  environment: Record<string, string>;
  /** Runs a command in the folder. A failed command is an outcome, not an error. */
  run: (command: string, args: string[], variables?: Record<string, string>) => Promise<Outcome>;
  remove: () => Promise<void>;
}

/** Builds write into the folder that they start in, so each gets its own. */
export async function checkOut(): Promise<Checkout> {
  const folder = await mkdtemp(join(tmpdir(), 'affiliate-payouts-'));
  const filter = (path: string) => !LEFT_OUT.includes(relative(ROOT, path));
  await cp(ROOT, folder, { recursive: true, filter });
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const path = [dirname(process.execPath), join(folder, 'node_modules/.bin'), process.env.PATH];
  const environment = { PATH: path.join(delimiter), HOME: folder, NODE_COMPILE_CACHE: COMPILE_CACHE };
  return {
    folder,
    environment,
    run: (command, args, variables) =>
      outcomeOf(command, args, { cwd: folder, env: { ...environment, ...variables } }),
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}

function outcomeOf(command: string, args: string[], options: object): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = execFile(command, args, { ...options, encoding: 'utf8' }, (_error, stdout, stderr) =>
      resolve({ exitCode: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}
