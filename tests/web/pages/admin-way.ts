import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { expect, it } from 'vitest';
import { createClient } from '../../../client/index.ts';
import affiliates from '../../../local/demo/affiliates.json' with { type: 'json' };
import { tokenOf } from '../../e2e/service.ts';
import { enter, tabTo, type } from './keyboard.ts';
import type { Pages } from './use-pages.ts';

/** What an admin does on the page. */
export function adminWay(pages: Pages): void {
  const clientOf = (user: string) =>
    createClient({ baseUrl: pages.service.url, token: tokenOf(pages.service, user) });

  /** A payout that is paid by hand. */
  const requestByZelle = async (amount: number) =>
    (await clientOf('user-grace').payouts.request({ amount })).payout_id;

  /** The service that owns the affiliates does so. */
  async function deactivateGrace(): Promise<void> {
    const { db, tables } = pages.service.store;
    const grace = affiliates.find(({ affiliate_id }) => affiliate_id === 'aff-grace');
    await db.send(new PutCommand({ TableName: tables.affiliates, Item: { ...grace, status: 'inactive' } }));
  }

  it('an admin starts everything that waits in four clicks, opening the page included', async () => {
    await requestByZelle(10_000);
    const page = await pages.open('admin', { user: 'user-admin' });
    await page.getByRole('button', { name: 'Start all 2 waiting · $150.00' }).click();
    await page.getByRole('button', { name: 'Start 2 · $150.00' }).click();
    await page.getByText('Started: 2 payouts · $150.00.').waitFor();
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByText('Nothing is waiting to start.').waitFor();
    const { payouts } = await clientOf('user-admin').admin.payouts.list({ status: 'pending' });
    expect(payouts).toStrictEqual([]);
  });

  it('an admin pays by hand, corrects it and records its return, by keyboard alone', async () => {
    const id = await requestByZelle(10_000);
    const page = await pages.open('admin', { user: 'user-admin', to: '/payouts?status=pending' });
    await tabTo(page, 'Select $100.00 of aff-grace');
    await page.keyboard.press('Space');
    await page.getByText('1 selected · $100.00').last().waitFor();
    await enter(page, 'Start $100.00');
    await page.getByRole('dialog').waitFor();
    await enter(page, 'Start $100.00');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.goto(`${pages.service.url}/dashboard/admin/#/payouts/${id}`);

    await enter(page, 'Complete');
    await type(page, 'Transaction ID', 'Z-1');
    await page.keyboard.press('Enter');
    await page.getByText('The money has been paid.').waitFor();
    await enter(page, 'Correct details');
    await page.getByLabel('Transaction ID').fill('');
    await enter(page, 'Correct details $100.00');
    await page.getByText('The transaction ID can be replaced, not removed.').waitFor();
    await type(page, 'Transaction ID', 'Z-2');
    await page.keyboard.press('Enter');
    await page.getByText('Details corrected').waitFor();
    await enter(page, 'Record a return');
    await type(page, 'Reason', 'The account is closed.');
    await enter(page, 'Record a return $100.00');
    await page.getByText('The money came back').waitFor();

    const payout = await clientOf('user-admin').admin.payouts.get(id);
    expect(payout).toMatchObject({ status: 'failed', failure_reason: 'The account is closed.' });
    expect(payout.history.map(({ status, transaction_id = null }) => [status, transaction_id])).toStrictEqual(
      [
        ['pending', null],
        ['processing', null],
        ['completed', 'Z-1'],
        ['completed', 'Z-2'],
        ['failed', null],
      ],
    );
  });

  it('a selection keeps its sum over pages and filters', async () => {
    for (let number = 1; number <= 26; number++) await requestByZelle(1000 + number);
    const page = await pages.open('admin', { user: 'user-admin', to: '/payouts?affiliate_id=aff-grace' });
    await page.getByLabel('Select $10.26 of aff-grace').check();
    await page.getByRole('button', { name: 'Show more' }).click();
    await page.getByLabel('Select $10.01 of aff-grace').check();
    await page.getByText('2 selected · $20.27').last().waitFor();
    await page.getByLabel('Affiliate ID').fill('aff-ada');
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await page.getByLabel('Select $50.00 of aff-ada').check();
    await page.getByText('3 selected · $70.27').last().waitFor();
    await page.getByRole('button', { name: 'Start 3 · $70.27' }).waitFor();
  });

  it('a start with a warning that must be answered asks why, and the history keeps the answer', async () => {
    const id = await requestByZelle(10_000);
    await deactivateGrace();
    const page = await pages.open('admin', { user: 'user-admin', to: `/payouts/${id}` });
    await page.getByText('The affiliate’s account is not active.').waitFor();
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    await page.getByRole('button', { name: 'Start $100.00' }).click();
    await page.getByText('Say why to start despite the warnings.').waitFor();
    await page.getByLabel('Why start despite the warnings?').fill('Agreed by phone.');
    await page.getByRole('button', { name: 'Start $100.00' }).click();
    await page.getByText('Payment started').waitFor();
    const { history } = await clientOf('user-admin').admin.payouts.get(id);
    expect(JSON.stringify(history)).toContain('Agreed by phone.');
  });

  it('an answer to a start that is lost is told, and the start is not sent again', async () => {
    const id = await requestByZelle(10_000);
    const page = await pages.open('admin', { user: 'user-admin', to: `/payouts/${id}`, mayBeRefused: true });
    let sent = 0;
    await page.route(/\/admin\/payouts\/.*process$/, async (route) => {
      sent++;
      await route.fetch();
      await route.abort();
    });
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    await page.getByRole('button', { name: 'Start $100.00' }).click();
    await page.getByText('The answer was lost').waitFor();
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByText('Payment started').waitFor();
    expect(sent).toBe(1);
  });

  it('an admin finds a payout and an affiliate by their ids', async () => {
    const id = await requestByZelle(10_000);
    const page = await pages.open('admin', { user: 'user-admin' });
    await type(page, 'Find a payout or an affiliate', id);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Payout of $100.00' }).waitFor();
    await enter(page, 'aff-grace');
    await page.getByText('$1,200.00 earned =').waitFor();
  });

  it('the page of the admins shows nothing to anyone else', async () => {
    const page = await pages.open('admin', { user: 'user-ada' });
    await page.getByText('You are signed in, but not as an admin.').waitFor();
    expect(await page.getByRole('navigation').count()).toBe(0);
  });
}
