import { describe, expect, it } from 'vitest';
import { printable } from '../../libs/receipt/glyphs.ts';
import { openPage } from '../../libs/receipt/page.ts';
import { cut, wrap } from '../../libs/receipt/wrap.ts';

const [MARK, JOINER] = ['\u0316', '\u200c'];

describe('what is printed of a text', () => {
  it.each([
    ['a letter and four marks', `x${MARK.repeat(9)}`, `x${MARK.repeat(4)}`],
    ['a joiner within a word', `می${JOINER}خواهم`, `می${JOINER}خواهم`],
    ['a fraction as it was written', '½', '½'],
    ['nothing of the blanks and the empty lines around it', ' \n\n a\n\nb \n ', 'a\n\nb'],
    ['a letter and its accent as one', 'e\u0301', 'é'],
  ])('is %s', (_, text, shown) => expect(printable(text, () => true)).toBe(shown));
});

/** As if each character were as wide as another. */
const measure = (text: string) => text.length;
const linesOf = (text: string, width: number) => wrap(text, width, measure).map((line) => line.text);

describe('the lines of a text', () => {
  it.each([
    ['ab cd', 5, ['ab cd']],
    ['ab cd', 4, ['ab', 'cd']],
    ['a   b', 5, ['a b']],
    ['abcdef', 4, ['abcd', 'ef']],
    ['a\n\n\n\nb', 4, ['a', '', 'b']],
  ])('of %j in a width of %i are %j', (text, width, lines) =>
    expect(linesOf(text, width)).toStrictEqual(lines),
  );

  it.each([
    [3, ['ab', 'cd e', 'f']],
    [2, ['ab', 'cd…']],
    [1, ['ab…']],
  ])('end with an ellipsis if there are more than %i', (count, shown) => {
    const lines = wrap('ab\ncd e\nf', 4, measure);
    expect(cut(lines, count, 4, measure).map(({ text }) => text)).toStrictEqual(shown);
  });
});

describe('a text on a page', () => {
  const day = new Date(0);
  const put = (text: string, height = 30) => {
    const page = openPage({ Title: '', Author: '', CreationDate: day, ModDate: day });
    return page.put(text, { x: 0, y: 100, width: 500, height, sizes: [20, 10], color: '#000000' });
  };

  it('is set in the largest size at which it fits', () => {
    expect(put('one line')).toBe(100 + 20 * 1.45);
    expect(put('two\nlines')).toBe(100 + 2 * 10 * 1.45);
  });

  it('is cut to its first line where there is no room, and never left out', () => {
    expect(put('two\nlines', 5)).toBe(100 + 10 * 1.45);
  });
});
