import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { startVitest } from 'vitest/node';
import { claimsOf, filesOf } from './claims.ts';
import { MISTAKES } from './mistakes.ts';
import type { SecurityMistake } from './mistakes-with-callers.ts';

/*
 * Puts each mistake into the code as it is read, one at a time, and says which of the tests that the security
 * review names for it did not fail: `node testing/security/plant.ts [part of a mistake's name]`.
 */

const CLAIMS = claimsOf(readFileSync('docs/security.md', 'utf8'));

/** A title with its values, as a form: `%s` and `$name` stand for anything. */
function formOf(title: string): RegExp {
  const parts = title.split(/%[sjd]|\$\{\w+\}|\$\w+/);
  return new RegExp(parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*'));
}

/** Which of the tests did not fail, or did not even run. */
async function staysGreen({ changes, red }: SecurityMistake): Promise<string[]> {
  const plugin = {
    name: 'plant',
    enforce: 'pre' as const,
    transform(code: string, id: string) {
      const here = changes.filter(({ file }) => id === resolve(file));
      return here.reduce((text, { from, to }) => text.replace(from, () => to), code);
    },
  };
  const testNamePattern = red.map((title) => formOf(title).source).join('|');
  const files = CLAIMS.filter(({ title }) => red.includes(title)).flatMap(filesOf);
  // What is kept of an earlier run is the code without the mistake.
  const options = { watch: false, reporters: [{}], testNamePattern, fsModuleCache: false };
  const vitest = await startVitest('test', [...new Set(files)], options, { plugins: [plugin] });
  const tests = vitest.state.getTestModules().flatMap((module) => [...module.children.allTests()]);
  const failed = tests.filter((test) => test.result().state === 'failed').map(({ fullName }) => fullName);
  await vitest.close();
  return red.filter((title) => !failed.some((each) => formOf(title).test(each)));
}

const [wanted = ''] = process.argv.slice(2);
for (const [name, mistake] of Object.entries(MISTAKES).filter(([each]) => each.includes(wanted))) {
  const green = await staysGreen(mistake);
  process.stdout.write(`${green.length === 0 ? 'all red' : `green: ${green.join(' | ')}`}: ${name}\n`);
  if (green.length > 0) process.exitCode = 1;
}
