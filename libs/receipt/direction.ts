import bidiFactory from 'bidi-js';

const bidi = bidiFactory();

/** Scripts that fontkit turns around by itself: a word whose first letter is of one of these. */
const TURNED = /^[\p{Script=Common}\p{Script=Inherited}]*[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Nko}]/u;

/** Whether a paragraph is read from the right: its first letter says so. */
export function readsFromRight(paragraph: string): boolean {
  return bidi.getEmbeddingLevels(paragraph).paragraphs[0]?.level === 1;
}

/**
 * A line in the pieces that are set from left to right, by the Unicode Bidirectional Algorithm. pdfkit sets
 * words in the order in which it gets them, and fontkit turns each one whose script reads from the right; so
 * such a piece is handed over the way it is written. The library takes halves of a surrogate pair for letters
 * from the left, so that no pair is ever turned around.
 */
export function visualPieces(line: string, fromRight: boolean): string[] {
  const embedding = bidi.getEmbeddingLevels(line, fromRight ? 'rtl' : 'ltr');
  const { levels } = embedding;
  if (levels.every((level) => level === 0)) return [line];
  const mirrored = bidi.getMirroredCharactersMap(line, levels);
  const pieces: string[] = [];
  let last: string | undefined;
  for (const index of bidi.getReorderedIndices(line, embedding)) {
    const kind = line[index] === ' ' ? 'space' : `level ${levels[index]}`;
    const character = mirrored.get(index) ?? line.charAt(index);
    if (kind === last) pieces.push(`${pieces.pop()}${character}`);
    else pieces.push(character);
    last = kind;
  }
  return pieces.map(asWritten);
}

function asWritten(piece: string): string {
  return TURNED.test(piece) ? Array.from(piece).reverse().join('') : piece;
}
