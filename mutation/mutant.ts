import type { MutantResult } from '@stryker-mutator/api/core';

/** A change that was made to a line, and what became of it. */
export interface Mutant {
  /** From the root of the repository. */
  file: string;
  line: number;
  /** The whole line. */
  on: string;
  from: string;
  to: string;
  isNoticed: boolean;
}

/** What Stryker found, with the text that was changed. `sources` are the files by their paths. */
export function toMutants(results: readonly MutantResult[], sources: ReadonlyMap<string, string>): Mutant[] {
  return results
    .filter(({ status }) => status !== 'Ignored')
    .map(({ fileName, location, replacement = '', status }) => {
      const source = sources.get(fileName) ?? '';
      return {
        file: fileName,
        line: location.start.line,
        on: source.split('\n')[location.start.line - 1] ?? '',
        from: textAt(source, location),
        to: replacement,
        // What does not load or does not end is noticed too.
        isNoticed: status !== 'Survived' && status !== 'NoCoverage',
      };
    });
}

type Location = MutantResult['location'];

function textAt(source: string, { start, end }: Location): string {
  const lines = source.split('\n').slice(start.line - 1, end.line);
  const last = lines.length - 1;
  return lines
    .map((line, index) => {
      const to = index === last ? end.column - 1 : line.length;
      return line.slice(index === 0 ? start.column - 1 : 0, to);
    })
    .join('\n');
}
