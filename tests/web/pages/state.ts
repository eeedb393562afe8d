import type { Page } from 'playwright-core';
import type { PageOptions } from './use-pages.ts';

/** A state that a page can be in: how it is opened, and what leads there. */
export interface State extends Omit<PageOptions, 'width' | 'scheme'> {
  reach: (page: Page) => Promise<unknown>;
}

/** Waits until the page says so. */
export const says = (text: string) => (page: Page) => page.getByText(text).first().waitFor();

/** The service answers the page's calls with a 500. */
export const failing = (page: Page) =>
  page.route(/\/(payouts|admin)(\/|\?|$)/, (route) =>
    isPage(route.request().resourceType()) ? route.continue() : route.fulfill({ status: 500, body: '{}' }),
  );

/** The page's calls never arrive. */
export const offline = (page: Page) =>
  page.route(/\/(payouts|admin)(\/|\?|$)/, (route) =>
    isPage(route.request().resourceType()) ? route.continue() : route.abort('internetdisconnected'),
  );

/** The page's calls are never answered. */
export const silent = (page: Page) =>
  page.route(/\/(payouts|admin)(\/|\?|$)/, (route) => {
    if (isPage(route.request().resourceType())) return route.continue();
  });

/** The admin's page itself has an address like a call of the API. */
const isPage = (type: string) => type !== 'fetch';
