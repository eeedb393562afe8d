import { extname, join } from 'node:path';
import { build, type Rolldown } from 'vite';
import { type Asset, changing, immutable, TYPES } from '../asset.ts';

/** Where the service has the two pages. */
const PAGES: Record<string, string> = {
  'affiliate/index.html': '/dashboard',
  'admin/index.html': '/dashboard/admin',
};

/**
 * Everything that the two pages consist of, as Vite builds it. A bundle has the result in place of this
 * module: Vite runs when it is built, and never in Lambda.
 */
export const ASSETS: Asset[] = (await output()).map(toAsset);

async function output(): Promise<Rolldown.RolldownOutput['output'][number][]> {
  const configFile = join(import.meta.dirname, '../../../web/vite.config.ts');
  const options = { configFile, configLoader: 'native', logLevel: 'silent' } as const;
  const { output } = (await build({ ...options, build: { write: false } })) as Rolldown.RolldownOutput;
  return output;
}

/** The name of everything but a page has a hash of its content. */
function toAsset(file: Rolldown.OutputChunk | Rolldown.OutputAsset): Asset {
  const content = Buffer.from(file.type === 'chunk' ? file.code : file.source);
  const page = PAGES[file.fileName];
  return page
    ? changing(page, TYPES.html, content)
    : immutable(`/dashboard/${file.fileName}`, typeOf(file.fileName), content);
}

function typeOf(name: string): string {
  const type = TYPES[extname(name).slice(1) as keyof typeof TYPES];
  if (!type) throw new Error(`The pages have a file of an unknown type: ${name}`);
  return type;
}
