import { pathToFileURL } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import type { Plugin } from 'esbuild';
import type { Asset } from '../libs/pages/asset.ts';
import { compile } from '../schemas/build/compile.ts';

let compiled: Promise<void> | undefined;

/**
 * Compiles schemas and endpoint lists before anything is bundled, so that no deployment carries those of
 * yesterday.
 */
const compileSchemasFirst: Plugin = {
  name: 'compile-schemas-first',
  setup(build) {
    build.onStart(() => {
      compiled ??= compile();
      return compiled;
    });
  },
};

/** Nine tenths of what the best quality saves, in a tenth of a second. */
const QUALITY = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };

/**
 * Puts the fonts into the bundle where the source reads them from a package; compressed, they are half as
 * large.
 */
const inlineFonts: Plugin = {
  name: 'inline-fonts',
  setup(build) {
    build.onLoad({ filter: /[\\/]libs[\\/]receipt[\\/]fonts\.ts$/ }, async () => {
      const fonts = Object.entries(await import('../libs/receipt/fonts.ts')).map(([name, font]) => {
        const packed = brotliCompressSync(font, QUALITY).toString('base64');
        return `export const ${name} = brotliDecompressSync(Buffer.from('${packed}', 'base64'));`;
      });
      return { contents: ["import { brotliDecompressSync } from 'node:zlib';", ...fonts].join('\n') };
    });
  },
};

/** Puts the files of pages into the bundle, as they are packed. */
const inlinePages: Plugin = {
  name: 'inline-pages',
  setup(build) {
    build.onLoad({ filter: /[\\/]libs[\\/]pages[\\/]assets[\\/]\w+\.ts$/ }, async ({ path }) => {
      const { ASSETS }: { ASSETS: Asset[] } = await import(pathToFileURL(path).href);
      const assets = ASSETS.map(({ packed, ...asset }) => {
        const members = JSON.stringify(asset).slice(1, -1);
        return `{ ${members}, packed: Buffer.from('${packed.toString('base64')}', 'base64') }`;
      });
      return { contents: `export const ASSETS = [${assets.join(',\n')}];` };
    });
  },
};

/**
 * fontkit carries a decoder of WOFF2, half a megabyte with its dictionary; the receipt's fonts are TrueType.
 */
const withoutWoff2: Plugin = {
  name: 'without-woff2',
  setup(build) {
    build.onLoad({ filter: /[\\/]brotli[\\/]decompress\.js$/ }, () => ({ contents: '' }));
  },
};

export default [compileSchemasFirst, inlineFonts, inlinePages, withoutWoff2];
