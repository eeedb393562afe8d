import { join, relative } from 'node:path';
import type { Plugin } from 'vitest/config';

const ROOT = join(import.meta.dirname, '../..');
const UNDER_ROLE = join(import.meta.dirname, 'under-role.ts');

/** What builds a function's handler, in the function's own file. */
const BUILD = /^export const (build\w+) =/m;

/**
 * In tests, each function runs under its own role, whichever test builds it: `buildNotify` of
 * `functions/workers/notify.ts` becomes the same under the role of `notify`.
 */
export function functionsUnderRoles(): Plugin {
  return {
    name: 'functions-under-roles',
    enforce: 'pre',
    transform(code, id) {
      const file = relative(ROOT, id).replace(/\.ts$/, '');
      const [, build] = (file.startsWith('functions/') && BUILD.exec(code)) || [];
      return build ? { code: wrapped(code, build, file), map: null } : undefined;
    },
  };
}

/** Everything stays on its line, so that stacks lead to the right one. */
function wrapped(code: string, build: string, file: string): string {
  const unbound = code.replace(`export const ${build} =`, `const ${build} =`);
  const [quotedPath, quotedFile] = [UNDER_ROLE, file].map((text) => JSON.stringify(text));
  return [
    unbound,
    `import { underRole } from ${quotedPath};`,
    `const buildUnderRole = underRole(${quotedFile}, ${build});`,
    `export { buildUnderRole as ${build} };`,
    '',
  ].join('\n');
}
