import { stopMail } from '../../../libs/store/balances/mail-stops.ts';
import { ensureBalanceRow } from '../../../libs/store/balances/open-balance.ts';
import { localToken } from '../../../local/token.ts';
import { failing, offline, type State, says, silent } from './state.ts';

const LONG = 'an-affiliate-with-a-very-long-name-that-has-no-place-to-break-at-all-and-goes-on';

/** All states of the affiliate's page. */
export const AFFILIATE_STATES: Record<string, State> = {
  'the overview': { user: 'user-ada', reach: says('Latest payouts') },
  'the overview without payouts': { user: 'user-new', reach: says('No payouts yet') },
  'the overview of an inactive account': { user: 'user-paused', reach: says('Why you cannot') },
  'the overview without a destination': { user: 'user-bare', reach: says('Tell us where to send') },
  'the overview of somebody whose letters came back': {
    user: 'user-grace',
    prepare: async (_, { store }) => {
      await ensureBalanceRow(store, 'aff-grace');
      await stopMail(store, 'aff-grace', { address: 'grace@example.com', why: 'mail_bounced' });
    },
    reach: says('Our e-mails to this address came back'),
  },
  'no account': {
    user: 'user-nobody',
    mayBeRefused: true,
    reach: says('You do not have an affiliate account yet.'),
  },
  'not signed in': { reach: says('You are not signed in') },
  'a session that is over': {
    to: `token=${localToken('user-ada', { expiresIn: '-1h' })}`,
    mayBeRefused: true,
    reach: says('Your session has ended'),
  },
  loading: { user: 'user-ada', prepare: silent, reach: says('Loading') },
  'an error of the service': {
    user: 'user-ada',
    prepare: failing,
    mayBeRefused: true,
    reach: says('Try again'),
  },
  offline: {
    user: 'user-ada',
    prepare: offline,
    mayBeRefused: true,
    reach: says('The service could not be reached.'),
  },
  'a place that does not exist': { user: 'user-ada', to: '/nowhere', reach: says('There is nothing') },
  'the payouts': { user: 'user-ada', to: '/payouts', reach: says('4 payouts') },
  'no payouts of a status': {
    user: 'user-ada',
    to: '/payouts?status=scheduled',
    reach: says('No payouts with this status.'),
  },
  'a payout that failed': {
    user: 'user-ada',
    to: '/payouts?status=failed',
    reach: async (page) => {
      await page.getByText('$70.00').click();
      await says('Why it failed')(page);
    },
  },
  'a payout that is cancelled': {
    user: 'user-ada',
    to: '/payouts?status=pending',
    reach: async (page) => {
      await page.getByText('$50.00').click();
      await page.getByRole('button', { name: 'Cancel this payout' }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  'a payout that is not theirs': {
    user: 'user-ada',
    to: '/payouts/00000000-0000-4000-8000-000000000000',
    mayBeRefused: true,
    reach: says('payout'),
  },
  'a request that is wrong': {
    user: 'user-ada',
    reach: async (page) => {
      await page.getByRole('button', { name: 'Request a payout' }).click();
      await page.getByLabel('Amount in dollars').fill('1');
      await page.getByLabel('On a later day').check();
      await page.getByLabel('Your PayPal e-mail address').fill('nobody');
      await page.getByRole('button', { name: 'Request a payout' }).last().click();
      await says('Enter an e-mail address.')(page);
    },
  },
  'a request that was made': {
    user: 'user-grace',
    reach: async (page) => {
      await page.getByRole('button', { name: 'Request a payout' }).click();
      await page.getByLabel('Amount in dollars').fill('1000');
      await page.getByRole('button', { name: 'Request $1,000.00' }).click();
      await says('You requested $1,000.00.')(page);
    },
  },
  'long and right-to-left words': {
    user: 'user-grace',
    prepare: (page) =>
      page.route('**/payouts?*', (route) =>
        route.fulfill({ json: { success: true, message: 'Success', data: HOSTILE_PAGE } }),
      ),
    reach: says('$99,999,999.99'),
  },
};

const HOSTILE_PAYOUT = {
  payout_id: LONG,
  amount: 9_999_999_999,
  payment_method: 'zelle',
  status: 'processing',
  transaction_id: null,
  notes: null,
  requested_at: '2026-01-01T00:00:00.000Z',
  processed_at: null,
  scheduled_for: null,
  failure_reason: null,
};
const HOSTILE_PAGE = {
  payouts: [
    { ...HOSTILE_PAYOUT, payment_email: `${LONG}@example.com`, attention: null },
    {
      ...HOSTILE_PAYOUT,
      payout_id: 'rtl',
      payment_email: 'مرحبا-بكم-في-الخدمة@example.com',
      attention: { code: 'unclaimed', message: 'تنتظر الدفعة.', remedy: LONG },
    },
  ],
  total: 2,
  next_cursor: null,
};
