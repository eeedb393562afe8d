import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Figure, figure, type Report } from './report.ts';

/** The result of one part, as a file has it. */
export interface Result extends Report {
  part: string;
  at: string;
  machine: string;
  seconds: number;
}

const FOLDER = join(import.meta.dirname, 'results');

/** The last result of this part; undefined if there is none. */
export function lastResult(part: string, folder = FOLDER): Result | undefined {
  try {
    return JSON.parse(readFileSync(fileOf(part, folder), 'utf8'));
  } catch {
    return undefined;
  }
}

/** Puts the result in the place of the last one. @returns where it is */
export function keepResult(result: Result, folder = FOLDER): string {
  mkdirSync(folder, { recursive: true });
  const file = fileOf(result.part, folder);
  writeFileSync(file, `${JSON.stringify(result, undefined, 2)}\n`);
  return file;
}

function fileOf(part: string, folder: string): string {
  return join(folder, `${part}.json`);
}

/** What got worse by more than its noise, in words; what only one of the runs has is not compared. */
export function worsened(last: readonly Figure[], now: readonly Figure[]): string[] {
  return now.flatMap((current) => {
    const before = last.find(({ name }) => name === current.name);
    if (!before || !isWorse(before, current)) return [];
    return [`${current.name}: ${figure(current.value)}, was ${figure(before.value)}`];
  });
}

function isWorse(before: Figure, { value, better, noise }: Figure): boolean {
  return better === 'less' ? value > before.value * (1 + noise) : value * (1 + noise) < before.value;
}

/** How a result compares with the last one, as lines of Markdown. */
export function compareResults(last: Result | undefined, now: Result): string {
  if (!last) return 'There is no earlier result to compare with.';
  const worse = worsened(last.figures, now.figures);
  const since = `the result of ${last.at.slice(0, 10)} (${last.machine})`;
  if (worse.length === 0) return `Nothing got worse since ${since}.`;
  return [`Worse than ${since}, by more than the noise:`, ...worse.map((line) => `- ${line}`)].join('\n');
}
