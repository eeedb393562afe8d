import { tellProgress } from './progress.ts';

/** One of the things that are measured side by side. */
export interface Variant<Sample> {
  sample: () => Promise<Sample>;
  /** What takes seconds is sampled in every n-th round only. */
  every?: number;
}

/**
 * Samples all variants round by round, so that whatever slows the machine down hits them alike, and reverses
 * their order with each round, so that none always follows the same one. One round before the first is not
 * counted.
 */
export async function interleave<Name extends string, Sample>(
  variants: Record<Name, Variant<Sample>>,
  rounds: number,
): Promise<Record<Name, Sample[]>> {
  const entries = Object.entries<Variant<Sample>>(variants) as [Name, Variant<Sample>][];
  const samples = Object.fromEntries(entries.map(([name]) => [name, []])) as unknown as Record<
    Name,
    Sample[]
  >;
  for (let round = 0; round <= rounds; round++) {
    tellProgress(`round ${round} of ${rounds}`);
    const order = round % 2 === 0 ? entries : entries.toReversed();
    for (const [name, { sample, every = 1 }] of order) {
      if (round % every !== 0) continue;
      const value = await sample();
      if (round > 0) samples[name].push(value);
    }
  }
  return samples;
}

/**
 * A sample of how many milliseconds `run` takes. `undo` puts back what it has changed, outside the timed
 * part.
 */
export function timing<Result>(
  run: () => Promise<Result>,
  undo: (result: Result) => Promise<void> = async () => {},
): () => Promise<number> {
  return async () => {
    const start = performance.now();
    const result = await run();
    const ms = performance.now() - start;
    await undo(result);
    return ms;
  };
}

/** The value below which this share of the samples lies, by the nearest rank; 0.5 is the median. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((one, other) => one - other);
  const value = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
  if (value === undefined) throw new Error('Nothing was measured.');
  return value;
}

export function median(samples: readonly number[]): number {
  return percentile(samples, 0.5);
}
