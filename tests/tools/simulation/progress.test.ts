import { describe, expect, it } from 'vitest';
import { createProgress } from '../../../simulation/progress.ts';

/** What is written while a seed of 1000 steps is played. */
function written(isTTY: boolean): string[] {
  const lines: string[] = [];
  const progress = createProgress({ isTTY, write: (text) => lines.push(text) });
  for (let done = 1; done <= 1000; done++) progress.show(3, done, 1000);
  progress.clear();
  return lines;
}

describe('the progress of the simulation', () => {
  it('is one line that moves in a terminal, and is gone in the end', () => {
    const lines = written(true);
    expect(lines).toHaveLength(1001);
    expect(lines.at(-2)).toBe('\r\u001b[Kseed 3: 1000 of 1000 steps');
    expect(lines.at(-1)).toBe('\r\u001b[K');
  });

  it('is a plain line now and then elsewhere', () => {
    expect(written(false)).toStrictEqual(['seed 3: 500 of 1000 steps\n']);
  });
});
