/** What the service must be indistinguishable from: an affiliate's money, kept by hand, sharing no code with it. */
export interface Account {
  earned: number;
  isActive: boolean;
  payouts: ReadonlyMap<string, ModelPayout>;
  /** The calls that were carried out under a key. */
  calls: ReadonlyMap<string, { body: string; ids: string[] }>;
}

export interface ModelPayout {
  amount: number;
  receiver: string;
  status: string;
  steps: number;
  isPaypal: boolean;
  /** Whether PayPal carries it, and so says how it ends. */
  onRail: boolean;
  /** Before which it must stay scheduled. */
  dueAt?: string;
  transactionId?: string;
}

/** What the run knows besides: which new payouts there are, for calls whose answer was lost; and what was in the way of the calls. */
export interface Hints {
  newPayouts: { id: string; receiver: string }[];
  isDisturbed: boolean;
  /** An index may have been behind. */
  isStale: boolean;
}

const HOLDING = ['scheduled', 'pending', 'processing'];

/** The sum of the payouts in these statuses, in cents. */
export function sumOf({ payouts }: Account, ...statuses: string[]): number {
  const counted = Array.from(payouts.values()).filter(({ status }) => statuses.includes(status));
  return counted.reduce((sum, { amount }) => sum + amount, 0);
}

/** Everything promised or paid. */
export function committedOf(account: Account): number {
  return sumOf(account, ...HOLDING, 'completed');
}

/** The balance as its owner must read it. */
export function balanceOf(account: Account) {
  return {
    total_earned: account.earned,
    total_paid: sumOf(account, 'completed'),
    pending: sumOf(account, ...HOLDING),
    available: Math.max(0, account.earned - committedOf(account)),
  };
}

/** The same account, with this payout in it. */
export function withPayout(account: Account, id: string, payout: ModelPayout): Account {
  return { ...account, payouts: new Map(account.payouts).set(id, payout) };
}
