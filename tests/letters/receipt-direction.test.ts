import { describe, expect, it } from 'vitest';
import { readsFromRight, visualPieces } from '../../libs/receipt/direction.ts';

describe('the pieces of a line of mixed direction, from left to right', () => {
  it.each([
    ['plain (text) 😀', false, ['plain (text) 😀']],
    ['שלום עולם', true, ['עולם', ' ', 'שלום']],
    ['Hello שלום עולם (x)', false, ['Hello', ' ', 'עולם', ' ', 'שלום', ' ', '(x)']],
    ['שלום (abc)', true, ['(', 'abc', ')', ' ', 'שלום']],
    ['שלום 123', true, ['123', ' ', 'שלום']],
    ['abc שלום', true, ['שלום', ' ', 'abc']],
    ['שלום abc', false, ['שלום', ' ', 'abc']],
    ['𝔸𝔹 שלום', false, ['𝔸𝔹', ' ', 'שלום']],
  ])('%s', (line, fromRight, pieces) => expect(visualPieces(line, fromRight)).toStrictEqual(pieces));

  it.each([
    ['שלום abc', true],
    ['123 السلام', true],
    ['abc שלום', false],
    ['123', false],
    ['', false],
  ])('%j is a line that starts on the right: %s', (text, fromRight) =>
    expect(readsFromRight(text)).toBe(fromRight),
  );
});
