import type { BookedRun } from '../runs/operations.ts';

/**
 * What the service must be indistinguishable from: an affiliate's money, kept by hand, sharing no code with
 * it.
 */
export interface Account {
  earned: number;
  /** What the affiliate's record says; another service may delete it and put it back. */
  standing: 'active' | 'closed' | 'missing';
  /** Whether there is a balance row. Without one, a balance is a sum over what the index shows. */
  isOpen: boolean;
  /** The payouts that the row names as unreadable, which stop the affiliate's money. */
  unreadable: ReadonlySet<string>;
  payouts: ReadonlyMap<string, ModelPayout>;
  /** The calls that were carried out under a key. */
  calls: ReadonlyMap<string, { body: string; ids: string[] }>;
}

/** One step in a payout's life, as its history keeps it. */
export interface Entry {
  id?: string;
  status: string;
  by: string;
  reason?: string;
  transactionId?: string;
  /** The bank's delivery that the step came from. */
  delivery?: string;
}

export interface ModelPayout {
  amount: number;
  /** Whether the amount on record can be read. */
  isReadable: boolean;
  receiver: string;
  status: string;
  /** What the balance row counts it as; undefined while it counts it as nothing. */
  mark?: string;
  /** Whether it has the time of its request, without which no index shows it. */
  isListed: boolean;
  /** Undefined for what the old service wrote, which keeps none, until our first step. */
  history?: readonly Entry[];
  /** Whether the old service has noted the time of an end. */
  hasEndTime: boolean;
  /**
   * Whether the old service has changed the status since our last step, so that no letter is ours to send.
   */
  isMovedByOthers: boolean;
  isPaypal: boolean;
  /** Whether PayPal carries it, and so says how it ends. */
  onRail: boolean;
  /** The run that has started it. */
  runId?: string;
  /** Before which it must stay scheduled. */
  dueAt?: string;
  transactionId?: string;
}

/** What the run knows besides the events of a step: the new payouts, and what was in the way of the calls. */
export interface Hints {
  newPayouts: { id: string; receiver: string }[];
  isDisturbed: boolean;
  /** An index may have been behind. */
  isStale: boolean;
  /** What the affiliate had earned at any moment of the step. */
  earnings: number[];
  /** The time of the step. */
  now: string;
  /** The runs that someone knows of. */
  runs: ReadonlyMap<string, BookedRun>;
}

const HOLDING = ['scheduled', 'pending', 'processing'];
const OLD_SERVICE = 'old-service';

/** Whether the balance row counts the payout as what it is. */
export function isCounted({ mark, status }: ModelPayout): boolean {
  return mark === status;
}

/** The sum of the payouts that are counted as one of these statuses, in cents. */
function sumOf({ payouts, isOpen }: Account, statuses: string[]): number {
  const countedAs = ({ isListed, status, mark }: ModelPayout) =>
    isOpen ? mark : isListed ? status : undefined;
  const counted = Array.from(payouts.values()).filter((payout) => statuses.includes(countedAs(payout) ?? ''));
  return counted.reduce((sum, { amount }) => sum + amount, 0);
}

/** Everything promised or paid, as far as it is counted. */
export function committedOf(account: Account): number {
  return sumOf(account, [...HOLDING, 'completed']);
}

/** Everything paid, as far as it is counted. */
export function paidOf(account: Account): number {
  return sumOf(account, ['completed']);
}

/** Whether a record that cannot be read stops the affiliate's money. */
export function isBlocked({ isOpen, unreadable, payouts }: Account): boolean {
  if (isOpen) return unreadable.size > 0;
  return Array.from(payouts.values()).some(({ isListed, isReadable }) => isListed && !isReadable);
}

/** The balance as its owner must read it. */
export function balanceOf(account: Account) {
  const [committed, paid] = [committedOf(account), paidOf(account)];
  return {
    total_earned: account.earned,
    total_paid: paid,
    pending: committed - paid,
    available: Math.max(0, account.earned - committed),
  };
}

/** The same account, with this payout in it. */
export function withPayout(account: Account, id: string, payout: ModelPayout): Account {
  return { ...account, payouts: new Map(account.payouts).set(id, payout) };
}

/** The payout's life so far. A status that the old service left is told with our next step. */
export function historyOf({ history, status, hasEndTime }: ModelPayout): readonly Entry[] {
  const requested = { status: 'pending', by: OLD_SERVICE };
  const known = history ?? [requested, ...(hasEndTime ? [{ status, by: OLD_SERVICE }] : [])];
  return known.at(-1)?.status === status ? known : [...known, { status, by: OLD_SERVICE }];
}

/** Whether PayPal says that it has paid it: then PayPal also says if it comes back. */
export function wasPaidByPaypal(payout: ModelPayout): boolean {
  return historyOf(payout).findLast(({ status }) => status === 'completed')?.by === 'paypal';
}

/** The payout after one of our own steps, by which it is counted as well. */
export function stepped(payout: ModelPayout, entry: Entry): ModelPayout {
  const { status, transactionId } = entry;
  return {
    ...payout,
    status,
    mark: status,
    isMovedByOthers: false,
    history: [...historyOf(payout), entry],
    ...(transactionId !== undefined && { transactionId }),
  };
}
