import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compile } from '../schemas/build/compile.ts';
import { SEEN_FILE, USES_FILE } from './seen-file.ts';

/**
 * Compiles the schemas, and opens the files in which the workers, who inherit their names, note what they
 * see.
 */
export async function setup(): Promise<void> {
  await compile();
  const folder = mkdtempSync(join(tmpdir(), 'answers-seen-'));
  for (const name of [SEEN_FILE, USES_FILE]) {
    process.env[name] = join(folder, name);
    writeFileSync(join(folder, name), '');
  }
  // Not in a teardown, which comes before the last reporter.
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
}
