import { existsSync, globSync, readFileSync, statSync } from 'node:fs';

/** A test that the security review names, and where it stands. */
export interface Claim {
  files: string;
  title: string;
}

/** The tests that the review names: in each table row or paragraph, files and quoted titles. */
export function claimsOf(review: string): Claim[] {
  return blocksOf(review).flatMap(claimsIn);
}

/** The head of a table may name the file for all rows, so it is put before each row. */
function blocksOf(text: string): string[] {
  return text.split('\n\n').flatMap((paragraph) => {
    if (!paragraph.startsWith('|')) return paragraph;
    const [head = '', ...rows] = paragraph.split('\n');
    return rows.map((row) => head + row);
  });
}

/** A quoted title belongs to the files that were named last before it. */
function claimsIn(block: string): Claim[] {
  let files = '';
  let isAfterTitle = true;
  return Array.from(block.matchAll(/`(tests\/[^`]+)`|"([^"]+)"/g)).flatMap(([, file, title]) => {
    if (file) files = isAfterTitle ? file : `${files} ${file}`;
    isAfterTitle = file === undefined;
    return title ? [{ files, title: title.replace(/\s+/g, ' ') }] : [];
  });
}

/** The files that have the title of a claim as a whole text: of a test, or of a row of its table. */
export function filesOf({ files, title }: Claim): string[] {
  return files
    .split(' ')
    .flatMap(testsAt)
    .filter((file) => hasText(file, title));
}

function testsAt(path: string): string[] {
  if (!existsSync(path)) return [];
  return statSync(path).isDirectory() ? globSync(`${path}/*.test.ts`) : [path];
}

function hasText(file: string, title: string): boolean {
  const code = readFileSync(file, 'utf8').replaceAll("\\'", "'");
  return ["'", '"', '`'].some((quote) => code.includes(quote + title + quote));
}
