/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { createClient } from '../../../client/index.ts';
import { tokenOf } from '../../e2e/service.ts';
import type { Pages } from './use-pages.ts';

/** What a browser, a person or a service may do that no page is made for. */
export function odd(pages: Pages): void {
  const refused = { user: 'user-ada', mayBeRefused: true };
  const submit = (page: Page) => page.getByRole('button', { name: 'Request $25.00' });

  /** No request arrives; each one is noted by its key. */
  async function keysOf(page: Page): Promise<Set<string | undefined>> {
    const keys = new Set<string | undefined>();
    await page.route('**/payouts/request', (route) => {
      keys.add(route.request().headers()['idempotency-key']);
      return route.abort();
    });
    return keys;
  }

  async function ask(page: Page): Promise<void> {
    await page.getByRole('button', { name: 'Request a payout' }).click();
    await page.getByLabel('Amount in dollars').fill('25');
  }

  async function submitInVain(page: Page): Promise<void> {
    await submit(page).click();
    await page.getByText('We have not heard whether this went through.').waitFor();
  }

  it('a request for a later day is not sent without its day', async () => {
    const page = await pages.open('affiliate', { user: 'user-ada' });
    await ask(page);
    await page.getByLabel('On a later day').check();
    await page.getByLabel('Day', { exact: true }).fill('');
    await page.getByRole('dialog').getByRole('button', { name: 'Request' }).click();
    await page.getByText('Choose a day').waitFor();
    const client = createClient({ baseUrl: pages.service.url, token: tokenOf(pages.service, 'user-ada') });
    expect((await client.payouts.list()).payouts).toHaveLength(4);
  });

  it('a scheduled request that is asked again after a reload keeps its day and its key', async () => {
    const page = await pages.open('affiliate', refused);
    const keys = await keysOf(page);
    await ask(page);
    await page.getByLabel('On a later day').check();
    await submitInVain(page);
    await page.goto('about:blank');
    await page.goto(`${pages.service.url}/dashboard/#token=${tokenOf(pages.service, 'user-ada')}`);
    await page.getByText('We have not heard whether this went through.').waitFor();
    await submitInVain(page);
    await expect.poll(() => submit(page).getAttribute('aria-disabled')).not.toBe('true');
    expect(keys.size).toBe(1);
  });

  it('a request keeps its key where the browser stores nothing', async () => {
    const prepare = (page: Page) =>
      page.addInitScript(() => {
        const refuse = () => {
          throw new DOMException('Access is denied for this document.', 'SecurityError');
        };
        Object.defineProperty(window, 'sessionStorage', { get: refuse });
      });
    const page = await pages.open('affiliate', { ...refused, prepare });
    const keys = await keysOf(page);
    await ask(page);
    await submitInVain(page);
    await submit(page).click();
    await page.locator('[aria-disabled="true"]').first().waitFor();
    await submitInVain(page);
    expect(keys.size).toBe(1);
  });

  it.each([
    '{"user":"user-ada","key":"one"}',
    '{"user":"user-ada","key":"one","request":{"amount":"x"}}',
    '{',
  ])('what is spoilt in the storage is not sent: %s', async (spoilt) => {
    const prepare = (page: Page) =>
      page.addInitScript((text) => sessionStorage.setItem('payouts.unsettled-request', text), spoilt);
    const page = await pages.open('affiliate', { user: 'user-ada', prepare });
    await page.getByRole('button', { name: 'Request a payout' }).waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  it.each(['admin', 'affiliate'] as const)('Escape closes no dialog that works: %s', async (which) => {
    const isAdmin = which === 'admin';
    const to = isAdmin ? '/' : '/payouts?status=pending';
    const page = await pages.open(which, { user: isAdmin ? 'user-admin' : 'user-ada', to });
    await page.route(isAdmin ? '**/payouts/process' : '**/cancel', () => {});
    if (!isAdmin) await page.getByText('$50.00').click();
    await page.getByRole('button', { name: isAdmin ? 'Start all' : 'Cancel this payout' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: isAdmin ? 'Start' : 'Yes, cancel it' }).click();
    for (let times = 0; times < 4; times++) await page.keyboard.press('Escape');
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
    expect(await dialog.isVisible()).toBe(true);
  });

  it.each(['Escape', 'Close', 'No, keep it'])(
    'a dialog gives the focus back to what opened it: %s',
    async (by) => {
      const page = await pages.open('affiliate', { user: 'user-ada', to: '/payouts?status=pending' });
      await page.getByText('$50.00').click();
      const opener = page.getByRole('button', { name: 'Cancel this payout' });
      const dialog = page.getByRole('dialog');
      for (const times of [1, 2]) {
        await opener.click();
        await dialog.waitFor();
        if (by === 'Escape') await page.keyboard.press('Escape');
        else await dialog.getByRole('button', { name: by }).click();
        await dialog.waitFor({ state: 'detached' });
        expect(await opener.evaluate((button) => button === document.activeElement), `${times}`).toBe(true);
      }
    },
  );

  /** The service answers with an eligibility that is not one of today. */
  const eligibilityWith = (changes: object) => (page: Page) =>
    page.route('**/payouts/eligibility', async (route) => {
      const response = await route.fetch();
      const { data } = await response.json();
      const json = { success: true, data: { eligibility: { ...data.eligibility, ...changes } } };
      await route.fulfill({ response, json });
    });

  it('a reason that the page does not know is told in the words of the service', async () => {
    const told = { message: 'Wait for <b>us</b>.', remedy: 'Be patient.', clears_at: null };
    const reasons = [{ ...told, code: 'constructor', who: 'company' }];
    const prepare = eligibilityWith({ eligible: false, reasons });
    const page = await pages.open('affiliate', { user: 'user-ada', prepare });
    await page.getByText('Wait for <b>us</b>. Be patient.').waitFor();
  });

  it('a method that the page does not know names itself', async () => {
    const prepare = eligibilityWith({ methods: ['constructor', 'carrier <i>pigeon</i>'], destination: null });
    const page = await pages.open('affiliate', { user: 'user-ada', prepare });
    await ask(page);
    await page.getByLabel('carrier <i>pigeon</i>', { exact: true }).waitFor();
    await page.getByLabel('Your constructor e-mail address').waitFor();
  });
}
