/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const TABS_MAX = 80;

/** Presses Tab until the control with this name has the focus, as someone without a mouse does. */
export async function tabTo(page: Page, name: string): Promise<void> {
  // What is not there yet is waited for: the test has a limit of its own.
  await expect.poll(() => canTabTo(page, name), { message: name, timeout: 60_000 }).toBe(true);
}

async function canTabTo(page: Page, name: string): Promise<boolean> {
  for (let tabs = 0; tabs < TABS_MAX; tabs++) {
    if ((await focused(page)).includes(name)) return true;
    await page.keyboard.press('Tab');
  }
  return false;
}

/** Goes to a control with Tab, and presses Enter. */
export async function enter(page: Page, name: string): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press('Enter');
}

/** Goes to an input with Tab, and types over what it has. */
export async function type(page: Page, name: string, text: string): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press('Control+A');
  await page.keyboard.type(text);
}

/** What a screen reader calls the control that has the focus, as far as words say it. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const control = document.activeElement as HTMLElement & { labels?: NodeListOf<HTMLElement> };
    if (control === document.body) return '';
    const labels = Array.from(control.labels ?? [], (label) => label.innerText);
    return [control.getAttribute('aria-label') ?? '', control.innerText ?? '', ...labels].join(' ');
  });
}
