import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { createClient, type Run } from '../../../client/index.ts';
import { tokenOf } from '../../e2e/service.ts';
import { chooseFile, freezeRun, startRun } from './run-states.ts';
import type { Pages } from './use-pages.ts';

/** The way of an admin who pays many payouts together. */
export function runsWay(pages: Pages): void {
  const clientOf = (user: string) =>
    createClient({ baseUrl: pages.service.url, token: tokenOf(pages.service, user) });
  const openRun = ({ run_id }: Run) =>
    pages.open('admin', { user: 'user-admin', to: `/runs/${run_id}`, mayBeRefused: true });

  it('an admin freezes a run, confirms it, takes its file and brings the results back', async () => {
    const { payouts } = clientOf('user-grace');
    await payouts.request({ amount: 10_000 });
    await payouts.request({ amount: 23_450 });
    const page = await pages.open('admin', { user: 'user-admin', to: '/runs' });
    await page.getByRole('button', { name: 'New run' }).click();
    await page.getByLabel('Zelle, by file').check();
    await page.getByRole('button', { name: 'Freeze the list' }).click();
    await page.getByRole('button', { name: 'Confirm and start 2 · $334.50' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Confirm and start 2 · $334.50' }).click();

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download the file' }).click(),
    ]);
    const file = await readFile(await download.path(), 'utf8');
    const ids = file.match(/\b[A-Z0-9-]{8,30}\b(?=,)/g) ?? [];
    expect(file).toContain('100.00');
    expect(file).toContain('234.50');
    expect(ids.length).toBeGreaterThanOrEqual(2);

    await chooseFile(page, [
      'payment_email,amount,status,transaction_id,reason',
      'grace@example.com,100.00,completed,Z-100,',
      'grace@example.com,234.50,failed,,The account is closed.',
      'grace@example.com,99.00,completed,Z-101,',
      'grace@example.com,100.00,completed,Z-100,',
    ]);
    await page.getByText('Complete 1 payout · $100.00').waitFor();
    await page.getByText('Line 4').waitFor();
    await page.getByText('Line 5').waitFor();
    await page.getByText('The same payout as in line 2.').waitFor();
    await page.getByText('It says: payment_email "grace@example.com", amount "99.00".').waitFor();
    expect((await payouts.list({ status: 'processing' })).payouts).toHaveLength(2);
    await page.getByRole('button', { name: 'Carry out 2 lines' }).click();
    await page.getByText('Failed: 1 payout · $234.50').waitFor();
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByText('Each of its payouts has ended.').waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.getByText('It says: payment_email "grace@example.com", amount "99.00".').waitFor();
    const ended = (await payouts.list()).payouts.map(({ amount, status }) => [amount, status]);
    expect(ended).toStrictEqual([
      [23_450, 'failed'],
      [10_000, 'completed'],
    ]);

    await chooseFile(page, [
      'payment_email,amount,status,transaction_id',
      'grace@example.com,100.00,completed,Z-100',
    ]);
    await page.getByText('The file changes nothing.').waitFor();
  });

  it('a run that has not ended is on the first page', async () => {
    const run = await freezeRun(pages.service);
    const page = await pages.open('admin', { user: 'user-admin', to: '/' });
    const open = page.getByRole('region', { name: 'Runs that have not ended' });
    await open.getByRole('link').first().click();
    await page.getByText(run.hash).waitFor();
  });

  it('a run in which a payout was cancelled starts nothing', async () => {
    const run = await freezeRun(pages.service);
    const { payouts } = clientOf('user-grace');
    await payouts.cancel(run.payouts[0]?.payout_id ?? '');
    const page = await openRun(run);
    await page.getByRole('button', { name: 'Confirm and start' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Confirm and start' }).click();
    await page.getByText('1 payout changed since the list was frozen, so nothing was started.').waitFor();
    expect((await payouts.list({ status: 'processing' })).payouts).toStrictEqual([]);
  });

  it('a run is made of what is selected', async () => {
    const { payouts } = clientOf('user-grace');
    await payouts.request({ amount: 10_000 });
    await payouts.request({ amount: 23_450 });
    const page = await pages.open('admin', { user: 'user-admin', to: '/payouts?status=pending' });
    await page.getByLabel('Select $234.50 of aff-grace').check();
    await page.getByRole('link', { name: 'Runs' }).click();
    await page.getByRole('button', { name: 'New run' }).click();
    await page.getByLabel('The 1 selected · $234.50').waitFor();
    await page.getByLabel('Zelle, by file').check();
    await page.getByRole('button', { name: 'Freeze the list' }).click();
    await page.getByRole('heading', { name: '1 payout · $234.50' }).waitFor();
  });

  it('a file that is no table is refused, and another one can be chosen', async () => {
    const run = await startRun(pages.service);
    const page = await openRun(run);
    await chooseFile(page, ['no header at all']);
    await page.getByRole('alert').waitFor();
    await page.getByLabel('File').setInputFiles({
      name: 'again.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('payment_email,amount,status,transaction_id\ngrace@example.com,100,completed,Z-1'),
    });
    await page.getByRole('button', { name: 'Carry out 1 line' }).waitFor();
  });
}
