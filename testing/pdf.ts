import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** Reads a PDF: its number of pages, its text line by line and piece by piece, and its metadata. */
export async function readPdf(bytes: Uint8Array) {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0, useSystemFonts: false });
  const document = await task.promise;
  const content = await (await document.getPage(1)).getTextContent();
  const { info } = await document.getMetadata();
  const items = content.items.filter((item) => 'str' in item);
  const text = items.map(({ str, hasEOL }) => (hasEOL ? `${str}\n` : str)).join('');
  const pieces = items
    .filter(({ str }) => str.trim())
    .map(({ str, transform, width }) => ({
      str,
      left: transform[4],
      right: transform[4] + width,
      y: transform[5],
    }));
  const lowest = Math.min(...pieces.map(({ y }) => y));
  const { numPages } = document;
  await task.destroy();
  return { pages: numPages, text, pieces, lowest, info: info as Record<string, unknown> };
}
