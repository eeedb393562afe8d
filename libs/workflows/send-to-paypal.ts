import { tryAgain } from '../payouts/errors.ts';
import type { Payout, ProviderState } from '../payouts/payout.ts';
import type { Step } from '../payouts/transitions.ts';
import type { CreateOutcome } from '../paypal/client.ts';
import { describeReason } from '../paypal/reasons.ts';
import { log } from '../runtime/log.ts';
import { annotateProvider, takeLease } from '../store/payouts/provider-lease.ts';
import { takeStep } from '../store/payouts/transition.ts';
import type { PaypalDependencies } from './dependencies.ts';

/** Longer than every timeout of a post together, so that a lease that has run out belongs to nobody who still posts. */
const LEASE_MS = 90_000;

/** Longer than a post can take: a token and the post, each once more where the token was not accepted. */
const POST_MS_MAX = 45_000;

/** PayPal forgets an id after 30 days; then the same id pays again. A day before that, only a person may decide. */
const POSTS_MS_MAX = 29 * 24 * 60 * 60 * 1000;

/** How a try to send ended. `unclear` and `later` want another try, `stale` a person; `not_ours` wants nothing. */
export type SendOutcome = 'sent' | 'refused' | 'unclear' | 'later' | 'stale' | 'busy' | 'not_ours';

/** Whether this is a payout that was handed to PayPal, and that has not ended. */
export function isUnderWay({ rail, status }: Payout): boolean {
  return rail === 'paypal' && status === 'processing';
}

/** Whether the payout was posted, or may have been, so long ago that PayPal may have forgotten it. */
export function isStale({ provider }: Payout, now: string): boolean {
  return provider !== undefined && Date.parse(now) - Date.parse(provider.first_attempt_at) > POSTS_MS_MAX;
}

/**
 * Posts a payout to PayPal, at most once for all time: under a lease, and under its own id, by which PayPal dedupes.
 * `payout` is the payout as it was just read.
 */
export async function sendPayout(dependencies: PaypalDependencies, payout: Payout): Promise<SendOutcome> {
  const { store, paypal, now, newId } = dependencies;
  if (!isUnderWay(payout) || payout.provider?.batch_id) return 'not_ours';
  if (isStale(payout, now())) return 'stale';
  if (payout.provider && payout.provider.lease_until > now()) return 'busy';
  const until = new Date(Date.parse(now()) + LEASE_MS).toISOString();
  const leased = await takeLease(store, payout, { id: newId(), now: now(), until });
  if (!leased) return 'busy';
  // A process can be frozen at any await; one that thaws late must not post under a lease that is over.
  const isLate = Date.parse(until) - Date.parse(now()) < POST_MS_MAX;
  const outcome: CreateOutcome = isLate
    ? { kind: 'later', why: 'The lease is over.' }
    : await paypal.create(leased);
  log('info', 'paypal-post', { payoutId: payout.payout_id, ...outcome });
  return record(dependencies, leased, outcome, payout.provider?.unresolved ?? false);
}

async function record(
  { store, now, newId }: PaypalDependencies,
  payout: Payout,
  outcome: CreateOutcome,
  wasUnresolved: boolean,
): Promise<SendOutcome> {
  const released = { lease_until: now() };
  const note = (facts: Partial<ProviderState>) =>
    annotateProvider(store, payout, facts, payout.provider?.lease_id);
  switch (outcome.kind) {
    case 'accepted':
    case 'duplicate':
      await note({ ...released, unresolved: false, batch_id: outcome.batchId });
      return 'sent';
    case 'later':
      await note({ ...released, unresolved: wasUnresolved });
      return 'later';
    case 'unknown':
      await note(released);
      return 'unclear';
    case 'refused': {
      // An earlier post may have been accepted: what is refused now says nothing of that one.
      if (wasUnresolved) {
        await note(released);
        return 'unclear';
      }
      const reason = describeReason(outcome.name, 'REFUSED');
      const step: Step = { action: 'fail', id: newId(), at: now(), by: 'paypal', role: 'provider', reason };
      await takeStep(store, payout, step, ({ provider }) => {
        // Whoever has taken the lease since may have had it accepted.
        if (provider?.lease_id !== payout.provider?.lease_id) throw tryAgain();
      });
      return 'refused';
    }
  }
}
