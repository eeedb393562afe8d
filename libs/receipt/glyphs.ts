/** What stands for a character that the font lacks. */
export const REPLACEMENT = '□';

/** A letter and its marks: more than any language has would grow over the lines around it. */
const PARTS_MAX = 5;

/** What shows nothing but can turn the order of what does; joiners stay, because they shape words. */
const INVISIBLE = /(?![\u200c\u200d])\p{Default_Ignorable_Code_Point}/gu;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** What a reader takes for one character each. */
export function charactersOf(text: string): string[] {
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}

/**
 * A text of which every character can be printed: lines end in `\n`, spaces are spaces, and what the font
 * lacks is replaced where it stands, a family of four emoji by one sign.
 */
export function printable(text: string, has: (codePoint: number) => boolean): string {
  const plain = text
    .normalize('NFC')
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
    .replace(/[^\S\n]/g, ' ');
  return charactersOf(plain).map(shown).join('').trim();

  function shown(character: string): string {
    if (character === '\n') return character;
    const points = Array.from(character.replace(INVISIBLE, '')).slice(0, PARTS_MAX);
    return points.every((point) => has(point.codePointAt(0) ?? 0)) ? points.join('') : REPLACEMENT;
  }
}
