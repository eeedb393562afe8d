import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** The widths of a small phone, a phone, a tablet and a desk. */
export const WIDTHS = [320, 360, 768, 1280] as const;

/** No control is cut off and nothing scrolls sideways at any width, and axe finds nothing at the outer ones. */
export async function expectItFits(page: Page, what: string): Promise<void> {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    expect(await page.evaluate(cutOff), `${what} at ${width} px`).toStrictEqual([]);
  }
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    const { violations } = await new AxeBuilder({ page }).analyze();
    const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
    expect(told, `${what} at ${width} px`).toStrictEqual([]);
  }
}

/** Runs in the page: what stands out of it or is hidden behind an edge, by its words. */
function cutOff(): string[] {
  const found: string[] = [];
  if (document.documentElement.scrollWidth > innerWidth) found.push('the page scrolls sideways');
  const controls = document.querySelectorAll<HTMLElement>('a, button, input, select, textarea, summary');
  for (const control of controls) {
    const name = control.innerText || control.outerHTML.slice(0, 80);
    const { left, right, width } = control.getBoundingClientRect();
    if (width === 0) continue;
    if (left < -1 || right > innerWidth + 1) found.push(`${name} stands out of the page`);
    if (control.scrollWidth > control.clientWidth + 1 && !control.matches('input, select, textarea'))
      found.push(`${name} is wider than its box`);
    for (let box = control.parentElement; box; box = box.parentElement) {
      if (getComputedStyle(box).overflowX === 'visible') continue;
      const edges = box.getBoundingClientRect();
      if (left < edges.left - 1 || right > edges.right + 1) found.push(`${name} is cut off`);
    }
  }
  return found;
}
