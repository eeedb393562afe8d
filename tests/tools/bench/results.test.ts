import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { counted, timed } from '../../../bench/report.ts';
import { compareResults, keepResult, lastResult, type Result, worsened } from '../../../bench/results.ts';

const result = (...figures: Result['figures']): Result => ({
  part: 'cost',
  at: '2026-11-26T12:00:00.000Z',
  machine: 'Node v24, 2 CPUs',
  seconds: 3,
  tables: [],
  promises: [],
  figures,
});

describe('what got worse', () => {
  it('is a count that rose at all', () => {
    expect(
      worsened([counted('balance, read units', 1.5)], [counted('balance, read units', 2)]),
    ).toStrictEqual(['balance, read units: 2, was 1.5']);
    expect(
      worsened([counted('balance, read units', 1.5)], [counted('balance, read units', 1.5)]),
    ).toStrictEqual([]);
  });

  it.each([
    ['less', 1, 1.2, false],
    ['less', 1, 1.3, true],
    ['less', 1, 0.1, false],
    ['more', 30, 25, false],
    ['more', 30, 20, true],
    ['more', 30, 90, false],
  ] as const)(
    'is a time of which %s is better, beyond its noise: from %d to %d',
    (better, was, is, worse) => {
      expect(worsened([timed('t', was, better)], [timed('t', is, better)])).toHaveLength(worse ? 1 : 0);
    },
  );

  it('is nothing that only one of them has measured', () => {
    expect(worsened([counted('old', 1)], [counted('new', 2)])).toStrictEqual([]);
  });
});

describe('the results of a benchmark', () => {
  it('are compared with the last ones, whose place they take', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'results-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    expect(compareResults(lastResult('cost', folder), result())).toContain('no earlier result');
    const [first, second] = [result(counted('list, read units', 7)), result(counted('list, read units', 8))];
    keepResult(first, folder);
    expect(lastResult('cost', folder)).toStrictEqual(first);
    expect(compareResults(lastResult('cost', folder), first)).toBe(
      'Nothing got worse since the result of 2026-11-26 (Node v24, 2 CPUs).',
    );
    expect(compareResults(lastResult('cost', folder), second)).toMatch(/\n- list, read units: 8, was 7$/);
  });
});
