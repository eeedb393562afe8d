import { nameOf, type Outcome, type Request } from '../operations.ts';
import { type Account, committedOf, type Hints, isBlocked, type ModelPayout } from './account.ts';

/**
 * Every account that a call which asked for payouts can have left behind: a key first, then the rules, then
 * the money.
 */
export function afterRequest(account: Account, request: Request, outcome: Outcome, hints: Hints): Account[] {
  const { isBulk, isByAdmin, body } = request;
  const before = account.calls.get(nameOf(request) ?? '');
  const isReused = before !== undefined && before.body !== JSON.stringify([isBulk, body]);
  // An admin names the account, also one that is gone.
  const isFound = isByAdmin || account.standing !== 'missing' || hints.isStale;
  const byKey = isReused ? { code: 'idempotency_key_reused' } : undefined;
  const refusal = before && isFound ? byKey : refusalOf(account, request, hints);
  const isUnchanged =
    (outcome.kind === 'refused' && isRightRefusal(outcome, refusal, request, hints)) ||
    (outcome.kind === 'unknown' && (refusal !== undefined || before !== undefined)) ||
    (outcome.kind === 'done' && before !== undefined && !refusal && isReplay(outcome, before.ids));
  if (isUnchanged) return [account];
  if (refusal || before || outcome.kind === 'refused') return [];
  return afterNewRequest(account, request, outcome, hints);
}

function afterNewRequest(account: Account, request: Request, outcome: Outcome, hints: Hints): Account[] {
  if (outcome.kind === 'unknown') {
    const ids = idsByReceiver(request, hints);
    return ids.includes(undefined) || !account.isOpen
      ? [account]
      : [account, withRequest(account, request, ids as string[])];
  }
  const ids = idsIn(outcome);
  // A call that has lost an answer of the database finds its own payout on record, and takes it for a replay.
  const isFirst = account.isOpen && (!isMarkedReplay(outcome) || hints.isDisturbed);
  return isFirst && isAsAsked(outcome, request) ? [withRequest(account, request, ids)] : [];
}

function refusalOf(
  account: Account,
  { body, isByAdmin }: Request,
  { now }: Hints,
): { code: string; details?: object } | undefined {
  if (isOverdue(body, now)) return { code: 'invalid_request' };
  if (account.standing === 'missing') return { code: isByAdmin ? 'affiliate_not_found' : 'not_an_affiliate' };
  if (account.standing === 'closed') return { code: 'affiliate_inactive' };
  if (isBlocked(account)) return { code: 'records_unreadable' };
  const requested = body.reduce((sum, { amount }) => sum + amount, 0);
  const available = account.earned - committedOf(account);
  if (requested <= available) return undefined;
  return { code: 'insufficient_balance', details: { available: Math.max(0, available), requested } };
}

/**
 * The same request again, and its time has come meanwhile: only an answer that is on record is given then.
 */
function isOverdue(body: Request['body'], now: string): boolean {
  return body.some(({ scheduled_for }) => scheduled_for !== undefined && scheduled_for <= now);
}

/**
 * An index that is behind may still show an account as closed or missing, which no admin looks at; all else
 * is judged by what is so now.
 */
function isRightRefusal(
  { code, details }: Outcome & { kind: 'refused' },
  refusal: { code: string; details?: object } | undefined,
  { body, isByAdmin }: Request,
  { now, ...hints }: Hints,
): boolean {
  const isStale = hints.isStale && !isByAdmin;
  if (isStale && (code === 'affiliate_inactive' || code === 'not_an_affiliate')) return true;
  if (isStale && code === 'invalid_request' && isOverdue(body, now)) return true;
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
  return payoutsIn(outcome).map(({ payout_id }) => payout_id);
}

function payoutsIn(outcome: Outcome): ({ payout_id: string } & Request['body'][number])[] {
  if (outcome.kind !== 'done') return [];
  const { payout, payouts = [payout] } = outcome.answer?.json.data ?? {};
  return payouts;
}

/** Whether each payout in the answer is what was asked for in its place. */
function isAsAsked(outcome: Outcome, { body }: Request): boolean {
  const tell = ({ amount, payment_method, payment_email, scheduled_for }: Request['body'][number]) =>
    [amount, payment_method, payment_email, scheduled_for].join();
  return JSON.stringify(payoutsIn(outcome).map(tell)) === JSON.stringify(body.map(tell));
}

/** The payouts of a bulk call have one receiver each, so that each is told from the others. */
function idsByReceiver({ body }: Request, { newPayouts }: Hints) {
  return body.map(({ payment_email }) => newPayouts.find(({ receiver }) => receiver === payment_email)?.id);
}

function withRequest(account: Account, request: Request, ids: string[]): Account {
  const { isBulk, body } = request;
  const by = request.isByAdmin ? 'user-admin' : request.userId;
  const payouts = new Map(account.payouts);
  for (const [index, { amount, payment_email, payment_method, scheduled_for }] of body.entries()) {
    const status = scheduled_for ? 'scheduled' : 'pending';
    const payout: ModelPayout = {
      amount,
      isReadable: true,
      receiver: payment_email,
      status,
      mark: status,
      isListed: true,
      history: [{ status, by }],
      hasEndTime: false,
      isMovedByOthers: false,
      isPaypal: payment_method === 'paypal',
      onRail: false,
      ...(scheduled_for && { dueAt: scheduled_for }),
    };
    payouts.set(ids[index] ?? '', payout);
  }
  const calls = new Map(account.calls);
  const name = nameOf(request);
  if (name !== undefined) calls.set(name, { body: JSON.stringify([isBulk, body]), ids });
  return { ...account, payouts, calls };
}
