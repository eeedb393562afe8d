import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { type Checkout, checkOut, type Outcome } from '../../testing/checkout.ts';

const PACKAGE = 'node_modules/affiliate-payouts-client';

/** A project that has installed the client from its tarball, and nothing else. */
export interface Consumer {
  /** The folder of the project. */
  folder: string;
  /** The names of the files in the tarball. */
  files: string[];
  /** The client's folder in it. */
  clientFolder: string;
  /** Writes these files, then runs a command beside them. */
  run: (command: string, args: string[], files?: Record<string, string>) => Promise<Outcome>;
}

/**
 * Packs the client as `npm pack` does, and installs it for the tests of one file without asking a registry.
 */
export function usePackedClient(): Consumer {
  const consumer = {} as Consumer;
  let checkout: Checkout;
  beforeAll(async () => {
    checkout = await checkOut();
    Object.assign(consumer, await install(checkout));
  });
  afterAll(() => checkout?.remove());
  return consumer;
}

async function install(checkout: Checkout): Promise<Consumer> {
  const folder = join(checkout.folder, 'consumer');
  const clientFolder = join(folder, PACKAGE);
  await mkdir(clientFolder, { recursive: true });
  // What any project for Node has; the client itself must not need it.
  await symlink(join(checkout.folder, 'node_modules/@types'), join(folder, 'node_modules/@types'));
  await succeed(checkout, 'npm', ['pack', './client', '--offline', '--pack-destination', folder]);
  const tarball = join(folder, 'affiliate-payouts-client-0.1.0.tgz');
  await succeed(checkout, 'tar', ['-xzf', tarball, '--strip-components', '1', '-C', clientFolder]);
  const names = await succeed(checkout, 'tar', ['-tzf', tarball]);
  const files = names.trim().split('\n').sort();
  const run: Consumer['run'] = async (command, args, written = {}) => {
    for (const [name, text] of Object.entries(written)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), text);
    }
    return checkout.run('bash', ['-c', 'cd consumer && exec "$@"', command, command, ...args]);
  };
  return { folder, files, clientFolder, run };
}

async function succeed({ run }: Checkout, command: string, args: string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await run(command, args);
  if (exitCode !== 0) throw new Error(`${command} ${args.join(' ')} failed.\n${stdout}${stderr}`);
  return stdout;
}
