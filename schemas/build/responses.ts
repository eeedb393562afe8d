import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { writeIfChanged } from './write.ts';

const SCHEMAS = join(import.meta.dirname, '..');

/**
 * Writes the list of the answers' schemas, by the names of their files, so that a new one is found by itself.
 */
export async function indexResponses(): Promise<void> {
  const files = (await readdir(join(SCHEMAS, 'responses'))).filter((file) => file !== 'error.ts').sort();
  const imports = files.map((file, index) => `import { data as data${index} } from '../responses/${file}';`);
  const members = files.map((file, index) => `  '${basename(file, '.ts')}': data${index},`);
  const lines = [
    ...imports,
    '',
    'export const RESPONSES = {',
    ...members,
    '};',
    '',
    'export type ResponseName = keyof typeof RESPONSES;',
    '',
  ];
  await writeIfChanged(join(SCHEMAS, 'compiled/responses.ts'), lines.join('\n'));
}
