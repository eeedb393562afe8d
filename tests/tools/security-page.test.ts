import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const REVIEW = readFileSync('docs/security.md', 'utf8');

/** The tests that the review names: in each row of a table, or each paragraph, wordings in quotes and the files that have them. */
const CLAIMS = blocks(REVIEW).flatMap(claimsOf);

interface Claim {
  files: string;
  wording: string;
}

/** A table whose head names the file has it in each row. */
function blocks(text: string): string[] {
  return text.split('\n\n').flatMap((paragraph) => {
    if (!paragraph.startsWith('|')) return paragraph;
    const [head = '', ...rows] = paragraph.split('\n');
    return rows.map((row) => head + row);
  });
}

/** Wordings belong to the files that were named last before them. */
function claimsOf(block: string): Claim[] {
  let files = '';
  let isAfterWording = true;
  return Array.from(block.matchAll(/`(tests\/[^`]+)`|"([^"]+)"/g)).flatMap(([, file, wording]) => {
    if (file) files = isAfterWording ? file : `${files} ${file}`;
    isAfterWording = file === undefined;
    return wording ? [{ files, wording: wording.replace(/\s+/g, ' ') }] : [];
  });
}

function textOf(path: string): string {
  if (!existsSync(path)) return '';
  const files = statSync(path).isDirectory() ? globSync(`${path}/*.test.ts`) : [path];
  return files.map((file) => readFileSync(file, 'utf8')).join('\n');
}

describe('the security review', () => {
  it('names tests', () => expect(CLAIMS.length).toBeGreaterThan(100));

  it.each(CLAIMS)('names a test that exists in $files: $wording', ({ files, wording }) =>
    expect(files.split(' ').map(textOf).join('\n').replaceAll("\\'", "'")).toContain(wording),
  );
});
