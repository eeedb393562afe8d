import type { AdminPayout, PayoutStatus } from '../../client/index.ts';
import type { ADMIN_WORDS } from '../words/en-admin.ts';
import { isAtPaypal } from './actions.ts';
import { needsOverride } from './warnings.tsx';

export type NeedName = keyof typeof ADMIN_WORDS.needs;

/** Something that a person should look at: the payouts of one status, or of any, that it is about. */
export interface Need {
  status?: PayoutStatus;
  isMet(payout: AdminPayout): boolean;
}

/** Everything that a person should look at, the most urgent first. */
export const NEEDS: Record<NeedName, Need> = {
  override: { status: 'pending', isMet: needsOverride },
  elsewhere: {
    status: 'pending',
    isMet: ({ destination_changed, warnings }) =>
      destination_changed || warnings.includes('destination_changed'),
  },
  by_hand: {
    status: 'processing',
    isMet: (payout) => payout.payment_method !== 'paypal' && !isAtPaypal(payout),
  },
  not_at_paypal: {
    status: 'processing',
    isMet: (payout) => payout.payment_method === 'paypal' && !isAtPaypal(payout),
  },
  unclaimed: { status: 'processing', isMet: ({ provider_status }) => provider_status === 'UNCLAIMED' },
  undecided: { status: 'processing', isMet: ({ warnings }) => warnings.includes('undecided') },
  failed_lately: {
    status: 'failed',
    isMet: ({ processed_at }) =>
      processed_at !== null && new Date(processed_at) >= startOfYesterday(new Date()),
  },
  unreadable: {
    isMet: ({ amount, status, warnings }) =>
      amount === null ||
      status === null ||
      warnings.some((code) => code === 'unknown_status' || code === 'unreadable'),
  },
};

/** All names, in the order in which they are shown. */
export const NEED_NAMES = Object.keys(NEEDS) as NeedName[];

/** Whether it is one of the needs; an address may say anything. */
export function isNeed(text: string | null): text is NeedName {
  return text !== null && Object.hasOwn(NEEDS, text);
}

function startOfYesterday(now: Date): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
}
