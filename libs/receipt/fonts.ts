import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { resolve } = createRequire(import.meta.url);

/**
 * DejaVu covers Latin, Greek, Cyrillic, Hebrew and Arabic. A bundle has what this module exports as text in
 * its place.
 */
export const regular: Buffer = readFileSync(resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'));

/** The same for what stands out. */
export const bold: Buffer = readFileSync(resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'));
