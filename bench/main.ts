import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import { createProgress } from '../terminal/progress.ts';
import { runScript } from '../terminal/run-script.ts';
import { PARTS } from './parts.ts';
import { listenToProgress } from './progress.ts';
import { describeMachine, type Report, renderReport } from './report.ts';
import { compareResults, keepResult, lastResult } from './results.ts';
import { dropLogLines } from './silence-log.ts';

const NAMES = Object.keys(PARTS);
const USAGE = `Usage: npm run bench -- [<part> ...]
  The parts, each of which takes less than three minutes on an idle machine: ${NAMES.join(', ')}
  Results go into bench/results, and are compared with those that are there.`;

/** The exit code tells whether everything held that must hold. */
async function main(): Promise<number> {
  const { positionals } = parseArgs({ allowPositionals: true });
  const unknown = positionals.find((name) => !NAMES.includes(name));
  if (unknown) throw new Error(`There is no benchmark ${unknown}, only ${NAMES.join(', ')}.`);
  const chosen = positionals.length > 0 ? NAMES.filter((name) => positionals.includes(name)) : NAMES;
  const progress = createProgress(process.stderr);
  dropLogLines();
  print(describeMachine());
  let holds = true;
  for (const [index, part] of chosen.entries()) {
    const place = `${part} (${index + 1} of ${chosen.length})`;
    listenToProgress((line) => progress.show(`${place}: ${line}`));
    progress.show(place);
    const start = performance.now();
    const report: Report = await PARTS[part as keyof typeof PARTS]();
    const seconds = Math.round((performance.now() - start) / 1000);
    progress.clear();
    const result = { part, at: new Date().toISOString(), machine: describeMachine(), seconds, ...report };
    const comparison = compareResults(lastResult(part), result);
    const file = relative('.', keepResult(result));
    print(`## ${part}\n\n${renderReport(report)}\n\n${comparison}\n${seconds} seconds; as JSON in ${file}.`);
    holds &&= report.promises.every((promised) => promised.holds);
  }
  return holds ? 0 : 1;
}

function print(text: string): void {
  process.stdout.write(`${text}\n\n`);
}

await runScript({ name: 'npm run bench --', usage: USAGE }, main);
