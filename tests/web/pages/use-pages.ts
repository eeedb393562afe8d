import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { openBrowser, type TestBrowser } from '../../../testing/browser.ts';
import { type Service, startService, tokenOf } from '../../e2e/service.ts';

export interface PageOptions {
  user?: string;
  /** Where in the page to begin, such as `/payouts`. */
  to?: string;
  width?: number;
  scheme?: 'light' | 'dark';
  /** Whether calls are refused on purpose: the browser logs each one. */
  mayBeRefused?: boolean;
  /** What to do before the page is loaded, such as to answer some of its calls. */
  prepare?: (page: Page, service: Service) => Promise<unknown>;
}

export interface Pages {
  service: Service;
  open: (page: 'affiliate' | 'admin', options?: PageOptions) => Promise<Page>;
}

/**
 * The pages of a whole service on this machine, in a real browser. After each test, no page has logged an
 * error
 * or asked another host.
 */
export function usePages(): Pages {
  const pages = {} as Pages;
  let browser: TestBrowser;
  let opened: Page[] = [];
  let faults: string[] = [];

  beforeAll(async () => {
    [pages.service, browser] = await Promise.all([startService(), openBrowser()]);
  });
  beforeEach(() => pages.service.reset());
  afterEach(async () => {
    await Promise.all(opened.map((page) => page.context().close()));
    opened = [];
    const found = faults;
    faults = [];
    expect(found).toStrictEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await pages.service?.stop();
  });

  function watch(page: Page, mayBeRefused: boolean): void {
    page.on('pageerror', ({ message }) => faults.push(message));
    page.on('console', (message) => {
      const isRefusal = message.text().startsWith('Failed to load resource');
      if (message.type() === 'error' && !(isRefusal && mayBeRefused)) faults.push(message.text());
    });
    page.on('request', (request) => {
      const { origin, protocol } = new URL(request.url());
      if (origin !== pages.service.url && protocol !== 'blob:') faults.push(`a request to ${origin}`);
    });
  }

  pages.open = async (which, options = {}) => {
    const { user, to = '/', width = 1280, scheme = 'light', mayBeRefused = false, prepare } = options;
    const page = await browser.newPage({ width, colorScheme: scheme });
    opened.push(page);
    watch(page, mayBeRefused);
    await prepare?.(page, pages.service);
    const fragment = user === undefined ? to : `token=${tokenOf(pages.service, user)}&to=${to}`;
    await page.goto(`${pages.service.url}/dashboard/${which === 'admin' ? 'admin/' : ''}#${fragment}`);
    return page;
  };
  return pages;
}
