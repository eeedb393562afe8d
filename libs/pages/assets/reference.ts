import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Asset, changing, hashOf, immutable, TYPES } from '../asset.ts';

const { resolve } = createRequire(import.meta.url);
const ROOT = join(import.meta.dirname, '../../..');

/** The files that the page loads, by the names that it has for them. */
const PARTS = {
  'swagger-ui.js': { file: resolve('swagger-ui-dist/swagger-ui-bundle.js'), type: TYPES.js },
  'swagger-ui.css': { file: resolve('swagger-ui-dist/swagger-ui.css'), type: TYPES.css },
  'icon.png': { file: resolve('swagger-ui-dist/favicon-32x32.png'), type: TYPES.png },
  'docs.js': { file: join(ROOT, 'web/docs/docs.js'), type: TYPES.js },
  'docs.css': { file: join(ROOT, 'web/docs/docs.css'), type: TYPES.css },
};

/**
 * Everything that the reference page consists of. A bundle has the result in place of this module: the files
 * are read when it is built, and never in Lambda.
 */
export const ASSETS: Asset[] = pack();

function pack(): Asset[] {
  const parts = Object.entries(PARTS).map(([name, { file, type }]) => part(name, type, readFileSync(file)));
  const page = readFileSync(join(ROOT, 'web/docs/index.html'), 'utf8');
  const html = parts.reduce((text, { name, asset }) => text.replace(`/docs/{${name}}`, asset.path), page);
  return [
    ...parts.map(({ asset }) => asset),
    changing('/docs', TYPES.html, Buffer.from(html)),
    changing('/openapi.json', TYPES.json, readFileSync(join(ROOT, 'openapi.json'))),
  ];
}

function part(name: string, type: string, content: Buffer) {
  return { name, asset: immutable(`/docs/${hashOf(content)}/${name}`, type, content) };
}
