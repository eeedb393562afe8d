import { describe, expect, it } from 'vitest';
import { interleave, median, percentile, timing } from '../../../bench/timing.ts';

describe('a percentile', () => {
  it('is the sample of the nearest rank, in any order of the samples', () => {
    const samples = [50, 10, 40, 20, 30];
    expect(median(samples)).toBe(30);
    expect(percentile(samples, 0.95)).toBe(50);
    expect(percentile(samples, 0.2)).toBe(10);
    expect(percentile(samples, 0)).toBe(10);
    expect(samples).toStrictEqual([50, 10, 40, 20, 30]);
  });

  it('is one of the samples if their number is even', () => expect(median([4, 1, 3, 2])).toBe(2));

  it('is an error without samples', () => expect(() => median([])).toThrow('Nothing was measured.'));
});

describe('variants side by side', () => {
  it('take turns in a rotating order after a warm-up round, the slow ones less often', async () => {
    let ran = '';
    const noted = (name: string) => async () => {
      ran += name;
      return ran.length;
    };
    const variants = {
      a: { sample: noted('a') },
      b: { sample: noted('b') },
      slow: { sample: noted('S'), every: 2 },
    };
    const samples = await interleave(variants, 3);
    expect(ran).toBe('abSbaabSba');
    expect(samples).toStrictEqual({ a: [5, 6, 10], b: [4, 7, 9], slow: [8] });
  });

  it('are timed until they answer, and then undone', async () => {
    const undone: number[] = [];
    const sample = timing(
      async () => 7,
      async (result) => {
        undone.push(result);
      },
    );
    expect(await sample()).toBeGreaterThanOrEqual(0);
    expect(undone).toStrictEqual([7]);
  });
});
