import type { Page } from 'playwright-core';
import { createClient, type RunRequest } from '../../../client/index.ts';
import { type Service, tokenOf } from '../../e2e/service.ts';
import { type State, says } from './state.ts';

const admin = { user: 'user-admin' };

const clientOf = (service: Service, user: string) =>
  createClient({ baseUrl: service.url, token: tokenOf(service, user) });

/** Two payouts that grace wants by Zelle, one of them elsewhere, and a run of all that wait. */
export async function freezeRun(service: Service, form: RunRequest['form'] = 'zelle_csv') {
  const { payouts } = clientOf(service, 'user-grace');
  await payouts.request({ amount: 10_000 });
  await payouts.request({ amount: 23_450, payment_email: 'other@example.com' });
  return (await clientOf(service, 'user-admin').admin.runs.create({ form })).run;
}

/** The same, confirmed. */
export async function startRun(service: Service) {
  const { run_id, hash } = await freezeRun(service);
  return clientOf(service, 'user-admin').admin.runs.confirm(run_id, { hash });
}

/** Chooses a file in the dialog that brings results back. */
export async function chooseFile(page: Page, lines: string[]): Promise<void> {
  await page.getByRole('button', { name: 'Bring back results' }).click();
  await page
    .getByLabel('File')
    .setInputFiles({ name: 'results.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) });
}

const openRun = (page: Page) => page.getByRole('link', { name: '2 payouts · $334.50' }).click();

/** All states of the pages of runs. */
export const RUN_STATES: Record<string, State> = {
  'no runs': { ...admin, to: '/runs', reach: says('There are no runs yet.') },
  'a new run': {
    ...admin,
    to: '/runs',
    reach: async (page) => {
      await page.getByRole('button', { name: 'New run' }).click();
      await page.getByLabel('Those requested in a period').check();
      await says('Requested from')(page);
    },
  },
  'the runs': {
    ...admin,
    to: '/runs',
    prepare: (_, service) => freezeRun(service),
    reach: says('2 payouts · $334.50'),
  },
  'a run that is frozen': {
    ...admin,
    to: '/runs',
    prepare: (_, service) => freezeRun(service),
    reach: async (page) => {
      await openRun(page);
      await says('Destination changed')(page);
    },
  },
  'a run to confirm': {
    ...admin,
    to: '/runs',
    prepare: (_, service) => freezeRun(service),
    reach: async (page) => {
      await openRun(page);
      await page.getByRole('button', { name: 'Confirm and start' }).click();
      await says('Exactly these payouts are started.')(page);
    },
  },
  'a run that is paid by file': {
    ...admin,
    to: '/runs',
    prepare: (_, service) => startRun(service),
    reach: async (page) => {
      await openRun(page);
      await says('Download the file')(page);
    },
  },
  'results with wrong lines': {
    ...admin,
    to: '/runs',
    prepare: (_, service) => startRun(service),
    reach: async (page) => {
      await openRun(page);
      await chooseFile(page, [
        'payment_email,amount,status,transaction_id,reason',
        'grace@example.com,100.00,completed,Z-100,',
        'grace@example.com,99.00,completed,Z-101,',
        'nobody@example.com,5.00,failed,,Closed',
      ]);
      await says('Line 3')(page);
    },
  },
};
