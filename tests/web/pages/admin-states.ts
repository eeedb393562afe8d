import type { Page } from 'playwright-core';
import { createClient } from '../../../client/index.ts';
import { LOCAL_ZELLE_SECRET } from '../../../libs/runtime/settings.ts';
import { signedByBank } from '../../../testing/bank.ts';
import { type Service, tokenOf } from '../../e2e/service.ts';
import { failing, offline, type State, says, silent } from './state.ts';

const admin = { user: 'user-admin' };

const requestByGrace = (_: Page, service: Service) =>
  createClient({ baseUrl: service.url, token: tokenOf(service, 'user-grace') }).payouts.request({
    amount: 10_000,
  });

const selectFirst = async (page: Page) => {
  await page.getByLabel('Select $50.00 of aff-ada').check();
  await says('1 selected')(page);
};

/** A payout that was failed by hand, and of which the bank then says that it is paid. */
const contradict = async (_: Page, service: Service) => {
  const { payout_id } = await requestByGrace(_, service);
  const { admin } = createClient({ baseUrl: service.url, token: tokenOf(service, 'user-admin') });
  await admin.payouts.process(payout_id, { action: 'start' });
  await admin.payouts.process(payout_id, { action: 'fail', reason: 'The bank has not answered.' });
  const said = { type: 'payout.completed', data: { payout_id, transaction_id: 'Z-1' } };
  const { body, headers } = signedByBank(JSON.stringify(said), { secret: LOCAL_ZELLE_SECRET });
  await fetch(`${service.url}/webhooks/zelle`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body,
  });
};

/** All states of the admin's page. */
export const ADMIN_STATES: Record<string, State> = {
  today: { ...admin, reach: says('Waiting to start') },
  'today, when the bank disagrees': {
    ...admin,
    prepare: contradict,
    reach: says('The bank disagrees'),
  },
  'a start of everything': {
    ...admin,
    reach: async (page) => {
      await page.getByRole('button', { name: 'Start all' }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  'the payouts, some selected': { ...admin, to: '/payouts?status=pending', reach: selectFirst },
  'an end for many without a reason': {
    ...admin,
    to: '/payouts?status=pending',
    reach: async (page) => {
      await selectFirst(page);
      await page.getByRole('button', { name: 'Fail' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Fail' }).click();
      await says('Say why.')(page);
    },
  },
  'a result item by item': {
    ...admin,
    to: '/payouts?status=pending',
    prepare: requestByGrace,
    reach: async (page) => {
      await page.getByLabel('Select $100.00 of aff-grace').check();
      await page.getByLabel('Select $50.00 of aff-ada').check();
      await page.getByRole('button', { name: 'Start' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Start' }).click();
      await says('Started: 2 payouts')(page);
    },
  },
  'no payouts': { ...admin, to: '/payouts?affiliate_id=aff-none', reach: says('No payouts here') },
  'a payout': {
    ...admin,
    to: '/payouts?affiliate_id=aff-paused',
    reach: async (page) => {
      await page.getByRole('link', { name: '$100.00' }).click();
      await says('The affiliate’s account is not active.')(page);
    },
  },
  'an affiliate': { ...admin, to: '/affiliates/aff-ada', reach: says('$500.00 earned =') },
  'an affiliate that does not exist': {
    ...admin,
    to: '/affiliates/aff-none',
    mayBeRefused: true,
    reach: says('affiliate'),
  },
  'not an admin': { user: 'user-ada', reach: says('This page is for admins') },
  'not signed in': { reach: says('You are not signed in') },
  loading: { ...admin, prepare: silent, reach: says('Loading') },
  'an error of the service': { ...admin, prepare: failing, mayBeRefused: true, reach: says('Try again') },
  offline: { ...admin, prepare: offline, mayBeRefused: true, reach: says('could not be reached') },
};
