import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

/** A file of the reference page: compressed with Brotli, and the path that it has. */
export interface Asset {
  path: string;
  type: string;
  /** Whether another content would have another path, so that a browser may keep it for good. */
  isImmutable: boolean;
  packed: Buffer;
}

/** Nine tenths of what the best quality saves, in a tenth of the time. */
const QUALITY = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };

const { resolve } = createRequire(import.meta.url);
const ROOT = join(import.meta.dirname, '../..');

const SCRIPT = 'text/javascript; charset=utf-8';
const STYLES = 'text/css; charset=utf-8';

/** The files that the page loads, by the names that it has for them. */
const PARTS = {
  'swagger-ui.js': { file: resolve('swagger-ui-dist/swagger-ui-bundle.js'), type: SCRIPT },
  'swagger-ui.css': { file: resolve('swagger-ui-dist/swagger-ui.css'), type: STYLES },
  'icon.png': { file: resolve('swagger-ui-dist/favicon-32x32.png'), type: 'image/png' },
  'docs.js': { file: join(ROOT, 'web/docs/docs.js'), type: SCRIPT },
  'docs.css': { file: join(ROOT, 'web/docs/docs.css'), type: STYLES },
};

/**
 * Everything that the reference page consists of. A bundle has the result in place of this module: the files
 * are read when it is built, and never in Lambda.
 */
export const ASSETS: Asset[] = pack();

function pack(): Asset[] {
  const parts = Object.entries(PARTS).map(([name, { file, type }]) => part(name, type, readFileSync(file)));
  const page = readFileSync(join(ROOT, 'web/docs/index.html'), 'utf8');
  const html = parts.reduce((text, { name, path }) => text.replace(`/docs/{${name}}`, path), page);
  return [
    ...parts.map(({ name: _, ...asset }) => asset),
    whole('/docs', 'text/html; charset=utf-8', Buffer.from(html)),
    whole('/openapi.json', 'application/json', readFileSync(join(ROOT, 'openapi.json'))),
  ];
}

/** The hash of its content is part of its path. */
function part(name: string, type: string, content: Buffer) {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 16);
  const packed = brotliCompressSync(content, QUALITY);
  return { name, path: `/docs/${hash}/${name}`, type, isImmutable: true, packed };
}

function whole(path: string, type: string, content: Buffer): Asset {
  return { path, type, isImmutable: false, packed: brotliCompressSync(content, QUALITY) };
}
