import PDFDocument from 'pdfkit';
import { visualPieces } from './direction.ts';
import * as fonts from './fonts.ts';
import { printable } from './glyphs.ts';
import { cut, type Line, wrap } from './wrap.ts';

type Weight = keyof typeof fonts;

/** From large to small: a text is set in the first at which all of it fits, or is cut at the last. */
export type Sizes = [number, ...number[]];

/** How a text is set, and the room that it has. */
export interface Setting {
  x: number;
  y: number;
  width: number;
  height: number;
  sizes: Sizes;
  weight?: Weight;
  color: string;
  /** `natural` is the side that each line is read from. */
  align?: 'left' | 'right' | 'natural';
}

const LEADING = 1.45;

/** One page that text is put on. What does not fit is set smaller, then cut: there is never a second page. */
export interface Page {
  /** Puts a text, and answers where the next one may begin. */
  put: (text: string, setting: Setting) => number;
  rule: (x: number, y: number, width: number, color: string, thickness: number) => void;
  bytes: () => Promise<Buffer>;
}

/** What pdfkit knows of its current font, and its types do not say. */
interface OpenFont {
  _font: { font: { hasGlyphForCodePoint: (codePoint: number) => boolean } };
}

/** An empty page of the size Letter. All that could differ from run to run, the dates, is in `info`. */
export function openPage(info: { Title: string; Author: string; CreationDate: Date; ModDate: Date }): Page {
  // Without `font: null`, pdfkit looks for its standard fonts in files that no bundle has.
  const options = {
    size: 'LETTER',
    margin: 0,
    font: null,
    lang: 'en',
    displayTitle: true,
    pdfVersion: '1.7',
  };
  const doc = new PDFDocument({ ...options, info } as unknown as PDFKit.PDFDocumentOptions);
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  for (const [weight, font] of Object.entries(fonts)) doc.registerFont(weight, font);

  return { put, rule, bytes };

  function put(text: string, setting: Setting): number {
    const { x, y, width, height, sizes, weight = 'regular', color, align } = setting;
    doc.font(weight).fillColor(color);
    const { font } = (doc as unknown as OpenFont)._font;
    const clean = printable(text, (point) => font.hasGlyphForCodePoint(point));
    const { size, lines } = fitted(clean, width, height, sizes);
    doc.fontSize(size);
    for (const [index, line] of lines.entries()) {
      const toRight = align === 'right' || (align === 'natural' && line.fromRight);
      putLine(line, x, y + index * size * LEADING, toRight ? width : undefined);
    }
    return y + lines.length * size * LEADING;
  }

  function fitted(text: string, width: number, height: number, sizes: Sizes) {
    let result = { size: 0, lines: [] as Line[] };
    for (const size of sizes) {
      const lines = wrap(text, width, measureAt(size));
      const room = Math.max(1, Math.floor(height / (size * LEADING)));
      result = { size, lines: cut(lines, room, width, measureAt(size)) };
      if (lines.length <= room) break;
    }
    return result;
  }

  function measureAt(size: number) {
    return (text: string) => doc.fontSize(size).widthOfString(text);
  }

  /** With a width, the line ends there; without, it begins at x. */
  function putLine({ text, fromRight }: Line, x: number, y: number, width?: number): void {
    const pieces = visualPieces(text, fromRight);
    const widths = pieces.map((piece) => doc.widthOfString(piece));
    let left = width === undefined ? x : x + width - widths.reduce((sum, each) => sum + each, 0);
    for (const [index, piece] of pieces.entries()) {
      doc.text(piece, left, y, { lineBreak: false });
      left += widths[index] ?? 0;
    }
  }

  function rule(x: number, y: number, width: number, color: string, thickness: number): void {
    doc.rect(x, y, width, thickness).fill(color);
  }

  function bytes(): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      doc.on('end', () => resolve(Buffer.concat(chunks)));
      doc.on('error', reject);
      doc.end();
    });
  }
}
