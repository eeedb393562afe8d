import { describe, expect, it } from 'vitest';
import { interleave, median, percentile, timing } from '../../../bench/timing.ts';

describe('a percentile', () => {
  it('is the sample of the nearest rank, whatever the order they came in', () => {
    const samples = [50, 10, 40, 20, 30];
    expect(median(samples)).toBe(30);
    expect(percentile(samples, 0.95)).toBe(50);
    expect(percentile(samples, 0.2)).toBe(10);
    expect(percentile(samples, 0)).toBe(10);
    expect(samples).toStrictEqual([50, 10, 40, 20, 30]);
  });

  it('of even many samples is one of them', () => expect(median([4, 1, 3, 2])).toBe(2));

  it('of nothing is an error, and not a number', () =>
    expect(() => median([])).toThrow('Nothing was measured.'));
});

describe('variants side by side', () => {
  it('take turns, with a round for warming up, an order that turns, and what is slow less often', async () => {
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

  it('are timed until they answer, and undone by what they have answered', async () => {
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
