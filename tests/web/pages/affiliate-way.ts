import { expect, it } from 'vitest';
import { createClient } from '../../../client/index.ts';
import { tokenOf } from '../../e2e/service.ts';
import { enter, tabTo, type } from './keyboard.ts';
import type { Pages } from './use-pages.ts';

/** What an affiliate does on the page. */
export function affiliateWay(pages: Pages): void {
  const clientOf = (user: string) =>
    createClient({ baseUrl: pages.service.url, token: tokenOf(pages.service, user) });

  it('an affiliate requests a payout, follows it to its end and has the receipt, by keyboard alone', async () => {
    const page = await pages.open('affiliate', { user: 'user-ada' });
    await page.getByText('$150.00').first().waitFor();
    expect(page.url()).not.toContain('token');
    expect(await page.getByText('Signed in as').innerText()).toBe('Signed in as user-ada');

    await enter(page, 'Request a payout');
    await type(page, 'Amount in dollars', '0.5');
    await page.keyboard.press('Enter');
    await page.getByText('The smallest payout is $10.00.').waitFor();
    await type(page, 'Amount in dollars', '12.50');
    await page.getByText('We set $12.50 aside').waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('You requested $12.50.').waitFor();
    await enter(page, 'See this payout');
    await page.getByRole('heading', { name: 'Payout of $12.50' }).waitFor();
    await tabTo(page, 'Cancel this payout');

    const { payouts } = await clientOf('user-ada').payouts.list({ status: 'pending', limit: 1 });
    const id = payouts[0]?.payout_id ?? '';
    await clientOf('user-admin').admin.payouts.process(id, { action: 'start' });
    await expect
      .poll(async () => (await clientOf('user-ada').payouts.get(id)).status, { timeout: 60_000 })
      .toBe('completed');
    await enter(page, 'Overview');
    await page.getByText('$312.50').waitFor();
    await enter(page, '$12.50');
    await page.getByText('Payment started').waitFor();
    const saved = page.waitForEvent('download');
    await enter(page, 'Download receipt');
    expect((await saved).suggestedFilename()).toMatch(/\.pdf$/);
  });

  it('an affiliate takes a payout back', async () => {
    const page = await pages.open('affiliate', { user: 'user-ada', to: '/payouts?status=pending' });
    await enter(page, '$50.00');
    await enter(page, 'Cancel this payout');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await tabTo(page, 'Cancel this payout');
    await page.keyboard.press('Enter');
    await enter(page, 'Yes, cancel it');
    await page.getByText('You cancelled it. The money is available again.').waitFor();
    expect(await clientOf('user-ada').payouts.balance()).toMatchObject({ pending: 0, available: 20_000 });
  });

  it('an affiliate asks for a later day', async () => {
    const page = await pages.open('affiliate', { user: 'user-ada' });
    await page.getByRole('button', { name: 'Request a payout' }).click();
    await page.getByLabel('Amount in dollars').fill('20');
    await page.getByLabel('On a later day').check();
    await page.getByRole('button', { name: 'Request $20.00' }).click();
    await page.getByText('You requested $20.00.').waitFor();
    const { payouts } = await clientOf('user-ada').payouts.list({ status: 'scheduled' });
    expect(payouts).toHaveLength(1);
    const tomorrow = new Date(Date.now() + 24 * 60 * 60 * 1000).getDate();
    expect(new Date(payouts[0]?.scheduled_for ?? 0).getDate()).toBe(tomorrow);
  });

  it('an affiliate without a destination on record names one', async () => {
    const page = await pages.open('affiliate', { user: 'user-bare' });
    await page.getByText('Tell us where to send your money').waitFor();
    await page.getByRole('button', { name: 'Request a payout' }).click();
    await page.getByLabel('Amount in dollars').fill('20');
    await page.getByLabel('Zelle', { exact: true }).check();
    await page.getByRole('button', { name: 'Request a payout' }).last().click();
    await page.getByText('Enter an e-mail address.').waitFor();
    await page.getByLabel('Your Zelle e-mail address').fill('bare@example.com');
    await page.getByRole('button', { name: 'Request $20.00' }).click();
    await page.getByText('You requested $20.00.').waitFor();
    const { payouts } = await clientOf('user-bare').payouts.list();
    expect(payouts).toMatchObject([{ payment_method: 'zelle', payment_email: 'bare@example.com' }]);
  });
}
