import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import payouts from '../../../local/demo/payouts.json' with { type: 'json' };
import type { Pages } from './use-pages.ts';

/** How an admin finds payouts, and takes a list away. */
export function findWay(pages: Pages): void {
  const [paid] = payouts.filter(({ status }) => status === 'completed');
  if (!paid) throw new Error('The demo has no completed payout.');

  const open = (to = '/') => pages.open('admin', { user: 'user-admin', to, mayBeRefused: true });
  const find = async (page: Page, text: string) => {
    await page.getByRole('searchbox').fill(text);
    await page.getByRole('button', { name: 'Find', exact: true }).click();
  };

  it.each([
    ['the id of a payout', paid.payout_id, `#/payouts/${paid.payout_id}`],
    ['the id of an affiliate', 'aff-grace', '#/affiliates/aff-grace'],
    ['an address', 'ADA@example.com', '#/payouts?payment_email=ADA%40example.com'],
    ['a transaction', paid.transaction_id, `#/payouts?transaction_id=${paid.transaction_id}`],
    ['a receipt', paid.search_receipt?.toLowerCase(), `#/payouts?receipt_number=${paid.search_receipt}`],
  ])('finds %s', async (_, text = '', place) => {
    const page = await open();
    await find(page, text);
    await page.waitForFunction((hash) => location.hash === hash, place);
    await page.getByRole('main').getByText('aff-').first().waitFor();
  });

  it('lists what ended in a period, sorted by the end, and saves it as a file', async () => {
    const page = await open('/payouts');
    await page.getByText('More filters').click();
    await page.getByLabel('Ended from').fill('2025-01-01');
    await page.getByLabel('Method').selectOption('paypal');
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await page.getByText('aff-paused').first().waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download as CSV' }).click(),
    ]);
    const rows = (await readFile(await download.path(), 'utf8')).trim().split('\r\n');
    const ended = payouts.filter(({ status }) => status === 'completed' || status === 'failed');
    expect(rows).toHaveLength(1 + ended.length);
    for (const { payout_id } of ended) expect(rows.join()).toContain(payout_id);
  });

  it('an affiliate saves their list as a file', async () => {
    const page = await pages.open('affiliate', { user: 'user-ada', to: '/payouts' });
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download as CSV' }).click(),
    ]);
    expect((await readFile(await download.path(), 'utf8')).trim().split('\r\n')).toHaveLength(5);
  });

  it('a tile of today leads to its payouts', async () => {
    const page = await open('/payouts?only=elsewhere');
    await page.getByText('No payouts here').waitFor();
    expect(await page.getByLabel('Show', { exact: true }).inputValue()).toBe('elsewhere');
  });
}
