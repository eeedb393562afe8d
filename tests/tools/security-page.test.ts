import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const REVIEW = readFileSync('docs/security.md', 'utf8');

/** The tests that the review names: in each table row or paragraph, files and quoted test names. */
const CLAIMS = blocks(REVIEW).flatMap(claimsOf);

interface Claim {
  files: string;
  wording: string;
}

/** The head of a table may name the file for all rows, so it is put before each row. */
function blocks(text: string): string[] {
  return text.split('\n\n').flatMap((paragraph) => {
    if (!paragraph.startsWith('|')) return paragraph;
    const [head = '', ...rows] = paragraph.split('\n');
    return rows.map((row) => head + row);
  });
}

/** A quoted name belongs to the files that were named last before it. */
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
