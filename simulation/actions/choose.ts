import type { ApiHandler } from '../../libs/http/event.ts';
import { call } from '../../testing/call.ts';
import { type Choice, type Event, type Operation, outcomeOf, type Request } from '../operations.ts';
import type { Run } from '../run.ts';
import { isRunOperation } from '../runs/operations.ts';
import { isWorker } from '../workers.ts';
import { changing } from './affiliates.ts';
import { mending, puttingOld } from './old-service.ts';
import { touching } from './payouts.ts';

/**
 * Makes the choices of an operation, by what there is when its step begins; undefined if there is nothing
 * to do.
 */
export function choose(run: Run, operation: Operation): Choice | undefined {
  switch (operation.kind) {
    case 'request':
      return requesting(run, run.people[operation.affiliate]?.affiliate_id ?? '', newRequest(run, operation));
    case 'repeat':
      return repeating(run, operation);
    case 'balance':
    case 'list':
      return reading(run, operation);
    case 'earn':
    case 'toggle':
    case 'remove':
    case 'reopen':
      return changing(run, operation);
    case 'old-request':
      return puttingOld(run, operation);
    case 'backup':
    case 'restore':
      return undefined;
    case 'mend':
      return mending(run, operation.pick);
    default:
      return isWorker(operation) || isRunOperation(operation) ? undefined : touching(run, operation);
  }
}

/** Does what was chosen, and records how it ended. */
export async function perform({ affiliateId, act, perform }: Choice): Promise<Event> {
  const answer = await perform();
  return { affiliateId, act, outcome: answer ? outcomeOf(answer) : { kind: 'done' } };
}

function newRequest(run: Run, operation: Operation & { kind: 'request' }): Request {
  const { affiliate, amounts, isBulk, isByAdmin, fate, method, dueInMs, hasKey } = operation;
  const number = run.nextNumber();
  const due = dueInMs !== undefined && new Date(run.system.clock.ms + dueInMs).toISOString();
  const body = amounts.map((amount, index) => ({
    amount,
    payment_method: method,
    payment_email: `${fate}+${number}-${index}@example.com`,
    ...(due && { scheduled_for: due }),
  }));
  const userId = run.people[affiliate]?.user_id ?? '';
  const key = hasKey && { key: run.nextKey(affiliate, isByAdmin) };
  return { kind: 'request', userId, ...key, isByAdmin, isBulk, body };
}

function repeating(run: Run, { pick, isAltered }: Operation & { kind: 'repeat' }): Choice | undefined {
  const before = run.keyed[pick % run.keyed.length];
  if (!before) return undefined;
  const body = before.request.body.map((each) => ({ ...each, amount: each.amount + (isAltered ? 1 : 0) }));
  return requesting(run, before.affiliateId, { ...before.request, body });
}

/** A call that asks for payouts, again or for the first time. */
export function requesting({ system }: Run, affiliateId: string, request: Request): Choice {
  const { userId, key, isByAdmin, isBulk, body } = request;
  const { bulk, request: single, onBehalf } = system.handlers;
  if (isByAdmin) {
    const asked = { ...body[0], affiliate_id: affiliateId, reference: key };
    const order = { method: 'POST', as: 'user-admin', admin: true, body: asked };
    return { affiliateId, act: request, perform: () => call(onBehalf, order) };
  }
  const handler = isBulk ? bulk : single;
  return {
    affiliateId,
    act: request,
    perform: () =>
      call(handler, {
        method: 'POST',
        as: userId,
        body: isBulk ? { payouts: body } : body[0],
        ...(key !== undefined && { headers: { 'idempotency-key': key } }),
      }),
  };
}

function reading({ people, system }: Run, { kind, affiliate }: Operation & { affiliate: number }): Choice {
  const { affiliate_id = '', user_id = '' } = people[affiliate] ?? {};
  const handler: ApiHandler = kind === 'list' ? system.handlers.list : system.handlers.balance;
  const act = { kind: kind === 'list' ? 'list' : 'balance' } as const;
  return { affiliateId: affiliate_id, act, perform: () => call(handler, { as: user_id }) };
}
