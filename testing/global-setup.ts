import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compile } from '../schemas/build/compile.ts';
import { SEEN_FILE } from './seen-file.ts';

/**
 * Compiles the schemas, and opens the file in which the workers, who inherit its name, note what they see.
 */
export async function setup(): Promise<void> {
  await compile();
  const folder = mkdtempSync(join(tmpdir(), 'answers-seen-'));
  process.env[SEEN_FILE] = join(folder, 'answers');
  writeFileSync(join(folder, 'answers'), '');
  // Not in a teardown, which comes before the last reporter.
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
}
