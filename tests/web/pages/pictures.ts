import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { WIDTHS } from './fits.ts';

/** Takes a picture of the page at every width, into the folder that `SCREENSHOTS` names, if it names one. */
export async function takePictures(page: Page, name: string): Promise<void> {
  const { SCREENSHOTS } = process.env;
  if (!SCREENSHOTS) return;
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    const path = join(SCREENSHOTS, `${name.replaceAll(' ', '-')}-${width}.png`);
    await page.screenshot({ path, fullPage: true });
  }
}
