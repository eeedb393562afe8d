/** The states of an item, as PayPal names them. */
export const ITEM_STATUSES = [
  'PENDING',
  'SUCCESS',
  'FAILED',
  'UNCLAIMED',
  'ONHOLD',
  'BLOCKED',
  'RETURNED',
  'REFUNDED',
  'REVERSED',
] as const;

/** One of PayPal's states of an item. */
export type ItemStatus = (typeof ITEM_STATUSES)[number];

/** Why an item is where it is, as PayPal tells it. */
export interface ItemError {
  name: string;
  message: string;
}

const FATES = new Map<string, ItemStatus[]>([
  ['unclaimed', ['UNCLAIMED']],
  ['hold', ['ONHOLD']],
  ['refused', ['FAILED']],
  ['blocked', ['BLOCKED']],
  ['returned', ['SUCCESS', 'RETURNED']],
]);

const ERRORS: Partial<Record<ItemStatus, ItemError>> = {
  UNCLAIMED: {
    name: 'RECEIVER_UNREGISTERED',
    message:
      'The recipient for this payout does not have an account. If the recipient does not claim this payout ' +
      'within 30 days, the funds will be returned to your account.',
  },
  ONHOLD: { name: 'REGULATORY_PENDING', message: 'This payout is on hold while it is reviewed.' },
  BLOCKED: { name: 'REGULATORY_BLOCKED', message: 'This payout is blocked for regulatory reasons.' },
  FAILED: { name: 'RECEIVER_ACCOUNT_LOCKED', message: "The receiver's account is locked." },
};

/** What will become of an item, step by step: the receiver's name before the @ decides, and before a +tag. */
export function fateOf(receiver: string): ItemStatus[] {
  return [...(FATES.get(nameOf(receiver)) ?? ['SUCCESS'])];
}

/** Whether this receiver makes PayPal deny the whole batch. */
export function isDenied(receiver: string): boolean {
  return nameOf(receiver) === 'denied';
}

/** The reason that PayPal gives with a status, if it gives one. */
export function errorOf(status: ItemStatus): ItemError | undefined {
  return ERRORS[status];
}

function nameOf(receiver: string): string {
  return (receiver.split(/[+@]/, 1)[0] ?? '').toLowerCase();
}
