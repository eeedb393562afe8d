import { readsFromRight } from './direction.ts';
import { charactersOf } from './glyphs.ts';

/** One line of a text, and from which side it is read. */
export interface Line {
  text: string;
  fromRight: boolean;
}

type Measure = (text: string) => number;

/** A text in lines of at most this width. Words stay whole where they fit into a line at all. */
export function wrap(text: string, width: number, measure: Measure): Line[] {
  return text
    .replace(/\n{3,}/g, '\n\n')
    .split('\n')
    .flatMap((paragraph) => {
      const fromRight = readsFromRight(paragraph);
      return wrapParagraph(paragraph, width, measure).map((line) => ({ text: line, fromRight }));
    });
}

function wrapParagraph(paragraph: string, width: number, measure: Measure): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of paragraph.split(/ +/).flatMap((each) => broken(each, width, measure))) {
    const longer = line ? `${line} ${word}` : word;
    if (line && measure(longer) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}

/** A word in parts that fit: an address or an id of 128 characters has no space to break it at. */
function broken(word: string, width: number, measure: Measure): string[] {
  if (measure(word) <= width) return [word];
  const parts = [''];
  for (const character of charactersOf(word)) {
    const longer = `${parts.at(-1)}${character}`;
    if (measure(longer) > width) parts.push(character);
    else parts[parts.length - 1] = longer;
  }
  return parts;
}

/** The first lines of a text that has more, with an ellipsis that says so. */
export function cut(lines: Line[], count: number, width: number, measure: Measure): Line[] {
  const kept = lines.slice(0, count);
  const last = kept.pop();
  if (!last || lines.length <= count) return lines.slice(0, count);
  const characters = charactersOf(last.text);
  while (measure(`${characters.join('')}…`) > width) characters.pop();
  return [...kept, { ...last, text: `${characters.join('').trimEnd()}…` }];
}
