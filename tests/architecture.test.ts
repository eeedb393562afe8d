import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

/** The rooms of the tree, each with the rooms that it may import. Imports run in one direction. */
const MAY_IMPORT: Record<string, string[]> = {
  // A package of its own: also its types are printed from the schemas, and not imported.
  client: [],
  schemas: [],
  'libs/payouts': ['schemas'],
  'libs/runtime': ['schemas', 'libs/payouts'],
  'libs/store': ['schemas', 'libs/payouts', 'libs/runtime'],
  'libs/http': ['schemas', 'libs/payouts', 'libs/runtime'],
  'libs/paypal': ['schemas', 'libs/payouts', 'libs/runtime'],
  'libs/zelle': ['schemas', 'libs/payouts', 'libs/runtime'],
  'libs/email': ['schemas', 'libs/payouts', 'libs/runtime'],
  'libs/receipt': ['schemas', 'libs/payouts', 'libs/runtime'],
  'libs/csv': ['libs/payouts'],
  'libs/pages': ['libs/runtime', 'libs/http'],
  'libs/workflows': [
    'schemas',
    'libs/payouts',
    'libs/runtime',
    'libs/store',
    'libs/http',
    'libs/paypal',
    'libs/zelle',
    'libs/email',
    'libs/receipt',
    'libs/csv',
  ],
  functions: [
    'schemas',
    'libs/payouts',
    'libs/runtime',
    'libs/store',
    'libs/http',
    'libs/paypal',
    'libs/zelle',
    'libs/email',
    'libs/receipt',
    'libs/pages',
    'libs/workflows',
  ],
};

const FILE_LINES_MAX = 200;
const COMMENT_WIDTH_MAX = 110;

/** The only Node module that the rules may use: identifiers and digests are computed with it. */
const MODULES_OF_RULES = ['node:crypto', 'uuid'];

const isOurs = (file: string) => !/(compiled|dist)\//.test(file);
const sources = (pattern: string) =>
  globSync(pattern)
    .filter(isOurs)
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }));

const CODE = [
  ...sources(
    '{client,functions,libs,schemas,deploy,local,terminal,testing,simulation,bench,mutation,takeover,tests}/**/*.ts',
  ),
  ...sources('web/**/*.{ts,tsx,css}'),
];
const SHIPPED = CODE.filter(({ path }) => /^(client|functions|libs|schemas)\//.test(path));
/** What browsers get: the build's own configuration is not among it. */
const PAGES = CODE.filter(({ path }) => path.startsWith('web/') && path !== 'web/vite.config.ts');
const RULES = CODE.filter(({ path }) => path.startsWith('libs/payouts/'));

/** The room that a file belongs to. */
function roomOf(path: string): string | undefined {
  return Object.keys(MAY_IMPORT).find((room) => path.startsWith(`${room}/`));
}

/** What a file imports, also only for its types: a path of this tree, or the name of a package. */
/** Static imports and exports, and dynamic imports. What a text says in quotes is no import. */
const IMPORT = /^(?:import|export)\b(?:[^;'"]*\bfrom)?\s*'([^']+)'|\bimport\(\s*'([^']+)'/gm;

function importsOf({ path, text }: { path: string; text: string }): string[] {
  const specifiers = Array.from(text.matchAll(IMPORT), ([, name, loaded = '']) => name ?? loaded);
  return specifiers.map((name) => (name.startsWith('.') ? normalize(join(dirname(path), name)) : name));
}

describe('the rooms', () => {
  it('import in one direction', () => {
    const wrong = SHIPPED.flatMap((file) => {
      const room = roomOf(file.path) ?? '';
      const targets = importsOf(file).filter((target) => roomOf(target) && roomOf(target) !== room);
      const refused = targets.filter((target) => !MAY_IMPORT[room]?.includes(roomOf(target) ?? ''));
      return refused.map((target) => `${file.path} imports ${target}`);
    });
    // The index of endpoints and the list of functions are made from the functions at build.
    expect(wrong.filter((line) => !line.startsWith('schemas/build/'))).toStrictEqual([]);
  });

  it('have no circle of imports, not even of types', () => {
    const imports = new Map([...SHIPPED, ...PAGES].map((file) => [file.path, importsOf(file)]));
    const circles: string[] = [];
    const done = new Set<string>();
    const visit = (path: string, trail: string[]): void => {
      if (trail.includes(path)) circles.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
      if (done.has(path) || trail.includes(path)) return;
      for (const target of imports.get(path) ?? []) if (imports.has(target)) visit(target, [...trail, path]);
      done.add(path);
    };
    for (const path of imports.keys()) visit(path, []);
    expect(circles).toStrictEqual([]);
  });
});

describe('the pages', () => {
  it('import the client, themselves and Preact, and nothing else', () => {
    const isTheirs = (target: string) => /^(?:web\/|client\/|preact(?:\/|$))/.test(target);
    const others = PAGES.flatMap((file) =>
      importsOf(file)
        .filter((target) => !isTheirs(target))
        .map((target) => `${file.path} imports ${target}`),
    );
    expect(PAGES.length).toBeGreaterThan(3);
    expect(others).toStrictEqual([]);
  });
});

describe('the rules', () => {
  it('import no SDK and no module of Node but crypto', () => {
    const packages = RULES.flatMap((file) =>
      importsOf(file)
        .filter((target) => !target.startsWith('libs/') && !target.startsWith('schemas/'))
        .filter((target) => !MODULES_OF_RULES.includes(target))
        .map((target) => `${file.path} imports ${target}`),
    );
    expect(packages).toStrictEqual([]);
  });

  it('know no clock, no chance and no environment', () => {
    const impure = /\bDate\.now\(|new Date\(\)|Math\.random\(|process\.|setTimeout\(|fetch\(/;
    expect(RULES.filter(({ text }) => impure.test(text)).map(({ path }) => path)).toStrictEqual([]);
  });
});

describe('every file', () => {
  it(`has at most ${FILE_LINES_MAX} lines`, () => {
    // A list of words is no code, and stands in one file a language.
    const long = CODE.filter(({ path }) => !path.startsWith('web/words/')).map(({ path, text }) => ({
      path,
      lines: text.split('\n').length - 1,
    }));
    expect(long.filter(({ lines }) => lines > FILE_LINES_MAX)).toStrictEqual([]);
  });

  it('has no comment that is wider than the code', () => {
    const wide = CODE.flatMap(({ path, text }) =>
      text
        .split('\n')
        .map((line, index) => ({ line, at: `${path}:${index + 1}` }))
        .filter(({ line }) => line.length > COMMENT_WIDTH_MAX && /^\s*(?:\/\/|\/?\*)/.test(line)),
    );
    expect(wide.map(({ at }) => at)).toStrictEqual([]);
  });

  it('leaves the environment to the settings', () => {
    const readers = SHIPPED.filter(({ text }) => text.includes('process.env')).map(({ path }) => path);
    expect(readers).toStrictEqual(['libs/runtime/settings.ts']);
  });
});

describe('each export of the libraries and of the client', () => {
  it('is documented in a sentence', () => {
    const bare = CODE.filter(({ path }) => /^(client|libs)\//.test(path)).flatMap(({ path, text }) => {
      const lines = text.split('\n');
      const exported = lines.flatMap((line, index) =>
        /^export (?:async |abstract )?(?:function\*?|const|class|interface|type) \w/.test(line)
          ? [index]
          : [],
      );
      const undocumented = exported.filter((index) => !/\*\/\s*$/.test(lines[index - 1] ?? ''));
      return undocumented.map((index) => `${path}:${index + 1} ${lines[index]}`);
    });
    expect(bare).toStrictEqual([]);
  });
});
