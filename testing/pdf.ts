import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** Reads a PDF: its number of pages, its text line by line, and its metadata. */
export async function readPdf(bytes: Uint8Array) {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0, useSystemFonts: false });
  const document = await task.promise;
  const content = await (await document.getPage(1)).getTextContent();
  const { info } = await document.getMetadata();
  const items = content.items.filter((item) => 'str' in item);
  const lowest = Math.min(...items.filter(({ str }) => str.trim()).map(({ transform }) => transform[5]));
  const text = items.map(({ str, hasEOL }) => (hasEOL ? `${str}\n` : str)).join('');
  const { numPages } = document;
  await task.destroy();
  return { pages: numPages, text, lowest, info: info as Record<string, unknown> };
}
