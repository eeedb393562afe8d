/// <reference lib="dom" />
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** The widths of a small phone, a phone, a tablet and a desk. */
export const WIDTHS = [320, 360, 768, 1280] as const;

/**
 * No control is cut off and nothing scrolls sideways at any width, and axe finds nothing at the outer ones.
 */
export async function expectItFits(page: Page, what: string): Promise<void> {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    // A page may draw itself anew for another width.
    await expect.poll(() => page.evaluate(cutOff), { message: `${what} at ${width} px` }).toStrictEqual([]);
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
  const isHiddenBehindEdge = (control: HTMLElement, { left, right }: DOMRect) => {
    for (let box = control.parentElement; box; box = box.parentElement) {
      const edges = box.getBoundingClientRect();
      const hides = getComputedStyle(box).overflowX !== 'visible';
      if (hides && (left < edges.left - 1 || right > edges.right + 1)) return true;
    }
    return false;
  };
  const isWiderThanBox = (control: HTMLElement) =>
    control.matches('a, button, summary') && control.scrollWidth > control.clientWidth + 1;
  const isCutOff = (control: HTMLElement) => {
    const place = control.getBoundingClientRect();
    const standsOut = place.left < -1 || place.right > innerWidth + 1;
    return place.width > 0 && (standsOut || isWiderThanBox(control) || isHiddenBehindEdge(control, place));
  };
  const controls = document.querySelectorAll<HTMLElement>('a, button, input, select, textarea, summary');
  const found = Array.from(controls).filter(isCutOff);
  const names = found.map((control) => control.innerText || control.outerHTML.slice(0, 80));
  return document.documentElement.scrollWidth > innerWidth ? [...names, 'the page scrolls'] : names;
}
