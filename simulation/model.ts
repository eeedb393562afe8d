import type { Act, Event, Outcome, Request } from './operations.ts';

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
  transactionId?: string;
}

/** What the run knows besides: which new payouts there are, for calls whose answer was lost; and what was in the way of the calls. */
export interface Hints {
  newPayouts: { id: string; receiver: string }[];
  isDisturbed: boolean;
  /** An index may have been behind. */
  isStale: boolean;
}

const EDGES: Record<string, Record<string, string>> = {
  cancel: { scheduled: 'cancelled', pending: 'cancelled' },
  start: { pending: 'processing' },
  complete: { processing: 'completed' },
  fail: { pending: 'failed', processing: 'failed' },
};
const MOVES: Record<string, Record<string, string[]>> = {
  schedule: { scheduled: ['pending'] },
  provider: { processing: ['completed', 'failed'], completed: ['failed'] },
};
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

/** Every account that the event can have left behind, its outcome being what it was. None means that the service was wrong. */
export function after(account: Account, { act, outcome }: Event, hints: Hints): Account[] {
  if (outcome.kind === 'refused' && outcome.code === 'try_again') return [account];
  switch (act.kind) {
    case 'earn':
      return [{ ...account, earned: act.earned }];
    case 'toggle':
      return [{ ...account, isActive: act.isActive }];
    case 'balance':
      return matches(outcome, balanceOf(account)) ? [account] : [];
    case 'list':
      return outcome.kind === 'refused' ? [] : [account];
    case 'move':
      return afterMove(account, act);
    case 'request':
      return afterRequest(account, act, outcome, hints);
    default:
      return afterStep(account, act, outcome);
  }
}

function matches(outcome: Outcome, balance: object): boolean {
  if (outcome.kind !== 'done') return outcome.kind === 'unknown';
  return JSON.stringify(outcome.answer?.json.data.balance) === JSON.stringify(balance);
}

function afterMove(
  account: Account,
  { payoutId, to, role, transactionId }: Act & { kind: 'move' },
): Account[] {
  const payout = account.payouts.get(payoutId);
  if (!payout || !MOVES[role]?.[payout.status]?.includes(to)) return [];
  if (role === 'provider' && !payout.onRail) return [];
  return [withPayout(account, payoutId, { ...moved(payout, to), ...(transactionId && { transactionId }) })];
}

function afterStep(
  account: Account,
  { kind, payoutId, transactionId }: Act & { payoutId: string; transactionId: string },
  outcome: Outcome,
): Account[] {
  const payout = account.payouts.get(payoutId);
  if (!payout) return [];
  const to = EDGES[kind]?.[payout.status];
  const taken = to ? [withPayout(account, payoutId, stepped(payout, kind, to, transactionId))] : [];
  if (outcome.kind === 'unknown') return [account, ...taken];
  // What was done already may be answered again, and what PayPal has ended so is answered as if the admin had.
  const isSamePayment = kind === 'complete' && payout.transactionId === transactionId;
  const isRepeated =
    payout.status === 'completed'
      ? isSamePayment
      : kind === 'fail' && payout.status === 'failed' && payout.onRail;
  if (outcome.kind === 'done') return isRepeated ? [account] : taken;
  const isPaypals = payout.onRail && payout.status === 'processing' && kind !== 'start';
  const isRightly = !to || isPaypals;
  const { status, action } = outcome.details ?? {};
  return isRightly && outcome.code === 'invalid_transition' && status === payout.status && action === kind
    ? [account]
    : [];
}

function afterRequest(account: Account, request: Request, outcome: Outcome, hints: Hints): Account[] {
  const { key, isBulk, body } = request;
  const before = key === undefined ? undefined : account.calls.get(key);
  const isReused = before !== undefined && before.body !== JSON.stringify([isBulk, body]);
  const refusal = isReused
    ? { code: 'idempotency_key_reused' }
    : before
      ? undefined
      : refusalOf(account, body);
  const isUnchanged =
    (outcome.kind === 'refused' && isRightRefusal(outcome, refusal, account, hints)) ||
    (outcome.kind === 'unknown' && (refusal !== undefined || before !== undefined)) ||
    (outcome.kind === 'done' && before !== undefined && !refusal && isReplay(outcome, before.ids));
  if (isUnchanged) return [account];
  if (refusal || before || outcome.kind === 'refused') return [];
  return afterNewRequest(account, request, outcome, hints);
}

function afterNewRequest(account: Account, request: Request, outcome: Outcome, hints: Hints): Account[] {
  if (outcome.kind === 'unknown') {
    const ids = idsByReceiver(request, hints);
    return ids.includes(undefined) ? [account] : [account, withRequest(account, request, ids as string[])];
  }
  const ids = idsIn(outcome);
  // A call that has lost an answer of the database finds its own payout on record, and takes it for a replay.
  const isFirst = !isMarkedReplay(outcome) || hints.isDisturbed;
  return isFirst && ids.length === request.body.length ? [withRequest(account, request, ids)] : [];
}

function refusalOf(account: Account, body: Request['body']): { code: string; details?: object } | undefined {
  if (!account.isActive) return { code: 'affiliate_inactive' };
  const requested = body.reduce((sum, { amount }) => sum + amount, 0);
  const available = account.earned - committedOf(account);
  if (requested <= available) return undefined;
  return { code: 'insufficient_balance', details: { available: Math.max(0, available), requested } };
}

/** An index that is behind may still show an account as closed; everything else is judged by what is so now. */
function isRightRefusal(
  { code, details }: Outcome & { kind: 'refused' },
  refusal: { code: string; details?: object } | undefined,
  account: Account,
  { isStale }: Hints,
): boolean {
  if (code === 'affiliate_inactive' && isStale && account.isActive) return true;
  return (
    code === refusal?.code &&
    (!refusal.details || JSON.stringify(details) === JSON.stringify(refusal.details))
  );
}

function isReplay(outcome: Outcome, ids: string[]): boolean {
  return isMarkedReplay(outcome) && JSON.stringify(idsIn(outcome)) === JSON.stringify(ids);
}

function isMarkedReplay(outcome: Outcome): boolean {
  return outcome.kind === 'done' && outcome.answer?.headers['idempotency-replayed'] === 'true';
}

function idsIn(outcome: Outcome): string[] {
  if (outcome.kind !== 'done') return [];
  const { payout, payouts = [payout] } = outcome.answer?.json.data ?? {};
  return payouts.map(({ payout_id }: { payout_id: string }) => payout_id);
}

/** The payouts of a bulk call have one receiver each, so that each is told from the others. */
function idsByReceiver({ body }: Request, { newPayouts }: Hints) {
  return body.map(({ payment_email }) => newPayouts.find(({ receiver }) => receiver === payment_email)?.id);
}

function withRequest(account: Account, { key, isBulk, body }: Request, ids: string[]): Account {
  const payouts = new Map(account.payouts);
  for (const [index, { amount, payment_email, payment_method, scheduled_for }] of body.entries()) {
    const status = scheduled_for ? 'scheduled' : 'pending';
    const isPaypal = payment_method === 'paypal';
    payouts.set(ids[index] ?? '', {
      amount,
      receiver: payment_email,
      status,
      steps: 1,
      isPaypal,
      onRail: false,
    });
  }
  const calls = new Map(account.calls);
  if (key !== undefined) calls.set(key, { body: JSON.stringify([isBulk, body]), ids });
  return { ...account, payouts, calls };
}

function stepped(payout: ModelPayout, kind: string, to: string, transactionId: string): ModelPayout {
  return {
    ...moved(payout, to),
    ...(kind === 'start' && { onRail: payout.isPaypal }),
    ...(kind === 'complete' && { transactionId }),
  };
}

function moved(payout: ModelPayout, status: string): ModelPayout {
  return { ...payout, status, steps: payout.steps + 1 };
}

function withPayout(account: Account, id: string, payout: ModelPayout): Account {
  return { ...account, payouts: new Map(account.payouts).set(id, payout) };
}
