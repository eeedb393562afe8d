import { strictEqual } from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type Bundle, functionNames, makeBundles, PRUNED_SDK, WHOLE_SDK } from './bundles.ts';
import { figure, type Report, ratio, timed } from './report.ts';
import { interleave, median, percentile } from './timing.ts';

/** Each round imports every bundle once, in its own process. */
export interface ColdStartScale {
  names?: string[];
  rounds: number;
}

/** What the benchmark promises of the function that requests a payout. */
const REQUEST = 'requestPayout';
const RATIO_MAX = 1.3;

/** A few lines more are no news. */
const SIZE_NOISE = 0.03;

/** The import of each function's bundle in a fresh process, beside that of the SDK alone. */
export async function benchColdStart({ names = functionNames(), rounds }: ColdStartScale): Promise<Report> {
  const { bundles, remove } = await makeBundles(names);
  try {
    for (const bundle of bundles) await requireExports(bundle);
    const variants = bundles.map(({ name, file }) => [name, { sample: () => importMs(file) }]);
    return report(bundles, await interleave(Object.fromEntries(variants), rounds));
  } finally {
    await remove();
  }
}

const TIME_IMPORT = `
const start = performance.now();
require(process.argv[1]);
process.stdout.write(String(performance.now() - start));
`;

async function importMs(file: string): Promise<number> {
  return Number(await inFreshProcess(TIME_IMPORT, file));
}

const LIST_EXPORTS = 'process.stdout.write(Object.keys(require(process.argv[1])).join())';

/** Nothing of this process's environment goes along: an import must not need any. */
async function inFreshProcess(script: string, file: string): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', script, file], { env: {} });
  return stdout;
}

async function requireExports({ name, file }: Bundle): Promise<void> {
  const names = (await inFreshProcess(LIST_EXPORTS, file)).split(',');
  const expected = name === WHOLE_SDK || name === PRUNED_SDK ? 'DynamoDBDocumentClient' : 'handler';
  strictEqual(names.includes(expected), true, `The bundle of ${name} exports ${names}.`);
}

function report(bundles: Bundle[], samples: Record<string, number[]>): Report {
  const importOf = (name: string) => median(samples[name] ?? []);
  const rows = bundles.map(({ name, bytes, gzipBytes }) => [
    name,
    ...[bytes, gzipBytes].map((size) => figure(size / 1024)),
    ...[0.5, 0.95].map((share) => figure(percentile(samples[name] ?? [], share))),
    ratio(importOf(name), importOf(WHOLE_SDK)),
  ]);
  const times = importOf(REQUEST) / importOf(WHOLE_SDK);
  return {
    tables: [{ title: 'The import of a bundle', head: HEAD, rows }],
    figures: bundles.flatMap(({ name, gzipBytes }) => [
      timed(`${name}, time to the whole SDK`, importOf(name) / importOf(WHOLE_SDK)),
      { name: `${name}, KiB gzip`, value: gzipBytes / 1024, better: 'less', noise: SIZE_NOISE },
    ]),
    promises: [
      {
        text: `the import of ${REQUEST} takes at most ${RATIO_MAX} times that of ${WHOLE_SDK} (${figure(times)})`,
        holds: times <= RATIO_MAX,
      },
    ],
  };
}

const HEAD = ['bundle', 'KiB', 'KiB gzip', 'median ms', 'p95 ms', 'median, to the whole SDK'];
