import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';
import { runScript } from '../terminal/run-script.ts';
import { type Mutant, toMutants } from './mutant.ts';
import { PARTS, type Part } from './parts.ts';
import { renderPart } from './render.ts';
import { TESTS_OF_PART } from './tests-of-part.ts';

const USAGE = `npm run mutate -- [part …]: ${Object.keys(PARTS).join(', ')}`;

/**
 * `npm run mutate -- part …` changes the code of these parts, or of all, in one small way after the other,
 * and writes to `docs/mutants` which changes no test notices. The exit code is 1 if there are any that
 * nobody has explained.
 */
async function main(): Promise<number> {
  const names = parseArgs({ allowPositionals: true }).positionals;
  const unknown = names.find((name) => !Object.hasOwn(PARTS, name));
  if (unknown !== undefined)
    throw new Error(`There is no part ${unknown}, only ${Object.keys(PARTS).join(', ')}.`);
  let code = 0;
  for (const [name, part] of Object.entries(PARTS)) {
    if (names.length > 0 && !names.includes(name)) continue;
    const { text, unexplained } = renderPart(name, await mutate(part));
    mkdirSync('docs/mutants', { recursive: true });
    writeFileSync(`docs/mutants/${name}.md`, text);
    process.stdout.write(`${text}\n`);
    if (unexplained > 0) code = 1;
  }
  return code;
}

async function mutate({ mutate, tests }: Part): Promise<Mutant[]> {
  process.env[TESTS_OF_PART] = tests.join('\n');
  const stryker = new Stryker({
    mutate,
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner'],
    vitest: { configFile: 'mutation/vitest.config.ts', related: false },
    coverageAnalysis: 'perTest',
    // Stryker reads the settings of TypeScript by a function that TypeScript 7 does not have.
    tsconfigFile: 'none.json',
    reporters: ['progress-append-only'],
    ignorePatterns: ['.serverless', '.ci', 'screenshots'],
    tempDirName: '.mutants',
    cleanTempDir: 'always',
  });
  const results = (await stryker.runMutationTest()).map((result) => ({
    ...result,
    fileName: relative(process.cwd(), result.fileName),
  }));
  const files = new Set(results.map(({ fileName }) => fileName));
  return toMutants(results, new Map(Array.from(files, (file) => [file, readFileSync(file, 'utf8')])));
}

await runScript({ name: 'npm run mutate --', usage: USAGE }, main);
