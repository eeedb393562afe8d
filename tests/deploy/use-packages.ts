import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll } from 'vitest';
import { checkOut } from '../../testing/checkout.ts';
import type { Template } from './template.ts';
import { unzip } from './zip.ts';

/** A secret in the developer's shell, which must not be in a package. */
export const SECRET_OF_THE_SHELL = 'a-secret-of-whoever-packages-0123456789';

/** Packaging takes seconds, but may take minutes on a busy machine. */
const PATIENCE_MS = 600_000;

/** The zip of a function: its size and its files. */
export interface Zip {
  bytes: number;
  files: Record<string, Buffer>;
}

/** The output of `sls package`. */
export interface Packaged {
  text: string;
  template: Template;
  zips: Record<string, Zip>;
}

/** Packages a stage as CI does: from a clean checkout, without an AWS account. */
async function packaged(...options: string[]): Promise<Packaged> {
  const checkout = await checkOut();
  try {
    const args = ['package', ...options, '--package', 'packaged'];
    const { exitCode, stderr } = await checkout.run('sls', args, { JWT_SECRET: SECRET_OF_THE_SHELL });
    if (exitCode !== 0) throw new Error(`sls ${args.join(' ')} failed.\n${stderr}`);
    return await readPackage(join(checkout.folder, 'packaged'));
  } finally {
    await checkout.remove();
  }
}

async function readPackage(folder: string): Promise<Packaged> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.zip'));
  const zips = await Promise.all(
    names.map(async (name) => {
      const zip = await readFile(join(folder, name));
      return [name, { bytes: zip.length, files: unzip(zip) }];
    }),
  );
  const text = await readFile(join(folder, 'cloudformation-template-update-stack.json'), 'utf8');
  return { text, template: JSON.parse(text), zips: Object.fromEntries(zips) };
}

/** Packages each variant before the tests of a file. Each has a name and a list of options. */
export function usePackages<Name extends string>(variants: Record<Name, string[]>): Record<Name, Packaged> {
  const packages = {} as Record<Name, Packaged>;
  beforeAll(async () => {
    const entries = Object.entries(variants) as [Name, string[]][];
    await Promise.all(
      entries.map(async ([name, options]) => {
        packages[name] = await packaged(...options);
      }),
    );
  }, PATIENCE_MS);
  return packages;
}

/** The zips of a package. */
export function zipsOf({ zips }: Packaged): Zip[] {
  return Object.values(zips);
}

/** The files of all zips, each with its content. */
export function bundlesOf(packaged: Packaged): [string, Buffer][] {
  return zipsOf(packaged).flatMap(({ files }) => Object.entries(files));
}

/** The file that has a handler. */
export function bundleOf(handler: string): string {
  return handler.replace(/\.handler$/, '.cjs');
}
