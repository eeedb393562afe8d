import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import packed from '@sparticuz/chromium';
import { chromium, type Page } from 'playwright-core';

/** How a page is looked at. */
export interface View {
  width?: number;
  height?: number;
  colorScheme?: 'light' | 'dark';
}

/** A real Chromium. Each page of it has its own storage, as in a private window. */
export interface TestBrowser {
  newPage: (view?: View) => Promise<Page>;
  close: () => Promise<void>;
}

/** Where the browser out of npm is unpacked, once: `npm ci` removes it, so it is never that of yesterday. */
const CACHE = join(import.meta.dirname, '../node_modules/.cache');
const UNPACKED = join(CACHE, 'chromium');

/** Opens the Chromium that npm has installed, or the one that `CHROME` names. */
export async function openBrowser(): Promise<TestBrowser> {
  const executablePath = process.env.CHROME ?? (await unpackedBrowser());
  const folder = await mkdtemp(join(tmpdir(), 'affiliate-payouts-browser-'));
  const remove = () => rm(folder, { recursive: true, force: true, maxRetries: 5 });
  // The package's own arguments would switch off the rules between origins, which the tests need.
  const options = { executablePath, args: ['--no-sandbox'], env: { ...process.env, TMPDIR: folder } };
  const browser = await chromium.launch(options as object).catch(async (error: unknown) => {
    await remove();
    throw error;
  });
  return {
    newPage: async ({ width = 1280, height = 800, colorScheme = 'light' }: View = {}) => {
      const context = await browser.newContext({ viewport: { width, height }, colorScheme });
      return context.newPage();
    },
    close: () => browser.close().finally(remove),
  };
}

/** Unpacking takes seconds. Of several runs that do it at once, one wins, and none sees half a browser. */
async function unpackedBrowser(): Promise<string> {
  if (!existsSync(UNPACKED)) {
    await mkdir(CACHE, { recursive: true });
    const folder = await mkdtemp(join(CACHE, 'chromium-'));
    await unpackInto(folder);
    await rename(folder, UNPACKED).catch(() => rm(folder, { recursive: true }));
  }
  return join(UNPACKED, 'chromium');
}

/** The package unpacks into the folder for temporary files, which it reads from the environment. */
async function unpackInto(folder: string): Promise<void> {
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  await packed.executablePath();
  if (before === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = before;
}
