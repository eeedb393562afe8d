/// <reference lib="dom" />
import type { Page, Route } from 'playwright-core';
import { expect, it } from 'vitest';
import { createClient } from '../../../client/index.ts';
import { tokenOf } from '../../e2e/service.ts';
import type { Pages } from './use-pages.ts';

/** A request is made once, whatever happens to its answer. */
export function once(pages: Pages): void {
  const payoutsOfAda = async () => {
    const client = createClient({ baseUrl: pages.service.url, token: tokenOf(pages.service, 'user-ada') });
    return (await client.payouts.list({ status: 'pending' })).payouts.map(({ amount }) => amount);
  };

  /** The service carries out the request; the page never hears of it. */
  const loseAnswer = async (route: Route) => {
    await route.fetch();
    await route.abort();
  };

  async function ask(page: Page): Promise<void> {
    await page.getByRole('button', { name: 'Request a payout' }).click();
    await page.getByLabel('Amount in dollars').fill('25');
  }

  const submit = (page: Page) => page.getByRole('button', { name: 'Request $25.00' });

  it('a double click is one request', async () => {
    const page = await pages.open('affiliate', { user: 'user-ada' });
    await ask(page);
    await submit(page).dblclick();
    await page.getByText('You requested $25.00.').waitFor();
    expect(await payoutsOfAda()).toStrictEqual([2500, 5000]);
  });

  it('a request whose answer is lost is repeated, and made once', async () => {
    const page = await pages.open('affiliate', { user: 'user-ada', mayBeRefused: true });
    await ask(page);
    await page.route('**/payouts/request', loseAnswer, { times: 1 });
    await submit(page).click();
    await page.getByText('You requested $25.00.').waitFor();
    expect(await payoutsOfAda()).toStrictEqual([2500, 5000]);
  });

  it('a request of unknown outcome is asked again under its key: by hand, and by a reload', async () => {
    const page = await pages.open('affiliate', { user: 'user-ada', mayBeRefused: true });
    await ask(page);
    await page.route('**/payouts/request', loseAnswer);
    await submit(page).click();
    await page.getByText('We have not heard whether this went through.').waitFor();
    await submit(page).click();
    await page.getByText('We have not heard whether this went through.').waitFor();
    await page.unroute('**/payouts/request');
    await page.goto('about:blank');
    await page.goto(`${pages.service.url}/dashboard/#token=${tokenOf(pages.service, 'user-ada')}`);
    await page.getByText('It was made once.').waitFor();
    expect(await payoutsOfAda()).toStrictEqual([2500, 5000]);
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  });

  it('another user in the same tab does not go on with it', async () => {
    const page = await pages.open('affiliate', { user: 'user-ada', mayBeRefused: true });
    await ask(page);
    await page.route('**/payouts/request', (route) => route.abort());
    await submit(page).click();
    await page.getByText('We have not heard whether this went through.').waitFor();
    await page.unroute('**/payouts/request');
    await page.goto('about:blank');
    await page.goto(`${pages.service.url}/dashboard/#token=${tokenOf(pages.service, 'user-grace')}`);
    await page.getByText('Signed in as user-grace').waitFor();
    await page.getByRole('button', { name: 'Request a payout' }).waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  it('two tabs ask for everything, and one of them gets it', async () => {
    const tabs = await Promise.all(
      [1, 2].map(() => pages.open('affiliate', { user: 'user-ada', mayBeRefused: true })),
    );
    for (const tab of tabs) {
      await tab.getByRole('button', { name: 'Request a payout' }).click();
      await tab.getByRole('button', { name: 'All of it, $150.00' }).click();
    }
    await Promise.all(tabs.map((tab) => tab.getByRole('button', { name: 'Request $150.00' }).click()));
    const told = await Promise.all(
      tabs.map((tab) =>
        tab
          .getByText(/You requested \$150\.00\.|available/)
          .last()
          .innerText(),
      ),
    );
    expect(told.filter((text) => text.startsWith('You requested'))).toHaveLength(1);
    expect(await payoutsOfAda()).toStrictEqual([15_000, 5000]);
  });

  it('nothing is stored but a request that is under way', async () => {
    const page = await pages.open('affiliate', { user: 'user-ada' });
    await page.getByText('$150.00').first().waitFor();
    const stored = () => page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie]);
    expect(await stored()).toStrictEqual([0, 0, '']);
    await ask(page);
    await submit(page).click();
    await page.getByText('You requested $25.00.').waitFor();
    expect(await stored()).toStrictEqual([0, 0, '']);
  });
}
