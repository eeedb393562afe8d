import { describe, expect, it } from 'vitest';
import { createProgress, soManyOf } from '../../../terminal/progress.ts';

/** What is written while a thousand steps are done, one every 25 ms. */
function written(isTTY: boolean): string[] {
  const lines: string[] = [];
  let ms = 0;
  const progress = createProgress({ isTTY, write: (text) => lines.push(text) }, () => ms);
  for (let done = 1; done <= 1000; done++) {
    ms += 25;
    progress.show(`${done} of 1000 steps`);
  }
  progress.clear();
  return lines;
}

describe('progress', () => {
  it('is one line that moves in a terminal, and is gone in the end', () => {
    const lines = written(true);
    expect(lines).toHaveLength(1001);
    expect(lines.at(-2)).toBe('\r\u001b[K1000 of 1000 steps');
    expect(lines.at(-1)).toBe('\r\u001b[K');
  });

  it('is a plain line every ten seconds elsewhere', () => {
    expect(written(false)).toStrictEqual(['400 of 1000 steps\n', '800 of 1000 steps\n']);
  });

  it('tells of how many in all, unless there are more than was expected', () => {
    expect(soManyOf(500, 2000)).toBe('500 of about 2,000');
    expect(soManyOf(2500, 2000)).toBe('2,500');
  });
});
