import { tryAgain } from '../payouts/errors.ts';
import type { Payout, ProviderState } from '../payouts/payout.ts';
import { isStale, isUnderWay, mayBePosted } from '../payouts/provider.ts';
import { describeReason } from '../payouts/provider-reasons.ts';
import type { Step } from '../payouts/transitions.ts';
import type { CreateOutcome } from '../paypal/client.ts';
import { log } from '../runtime/log.ts';
import { getReadablePayout } from '../store/payouts/get-payout.ts';
import { annotateProvider, takeLease } from '../store/payouts/provider-lease.ts';
import { takeStep } from '../store/payouts/transition.ts';
import type { PaypalDependencies } from './dependencies.ts';

/**
 * Longer than every timeout of a post together, so that no process still posts under a lease that has run
 * out.
 */
const LEASE_MS = 90_000;

/** Longer than a post can take: a token and the post, each once more if the token was not accepted. */
const POST_MS_MAX = 45_000;

/**
 * How a try to send ended. `unclear`, `later`, `busy` and `limited` want another try, the last one when
 * PayPal takes posts again; `blocked` the company, and then another try; `stale` and `elsewhere` a person;
 * `not_ours` wants nothing.
 */
export type SendOutcome =
  | 'sent'
  | 'refused'
  | 'unclear'
  | 'later'
  | 'busy'
  | 'limited'
  | 'blocked'
  | 'stale'
  | 'elsewhere'
  | 'not_ours';

/** Whether the payout was posted, or may have been, in another account than the one that is set up now. */
export function isElsewhere({ paypal }: Pick<PaypalDependencies, 'paypal'>, payout: Payout): boolean {
  const { account } = payout.provider ?? {};
  return mayBePosted(payout) && account !== undefined && account !== paypal.account;
}

/**
 * Posts a payout to PayPal, at most once for all time: under a lease, under its own id, by which PayPal
 * dedupes, and in one account. It waits for its turn as long as the time that is left allows, also after a
 * 429, by which PayPal says that it did nothing. `payout` is the payout as it was just read.
 */
export async function sendPayout(dependencies: PaypalDependencies, payout: Payout): Promise<SendOutcome> {
  const { store, paypal } = dependencies;
  const unposted = endWithoutPost(dependencies, payout);
  if (unposted) return unposted;
  if (!(await paypal.turn(store.remainingMs() - POST_MS_MAX))) return 'limited';
  // Another process may have posted it in the meantime.
  const current = await getReadablePayout(store, payout.payout_id);
  if (!current) return 'not_ours';
  const outcome = await (endWithoutPost(dependencies, current) ?? post(dependencies, current));
  return outcome === 'limited' ? sendPayout(dependencies, current) : outcome;
}

/** How the try ends if the payout is not to be posted now. */
function endWithoutPost(
  dependencies: PaypalDependencies,
  payout: Payout,
): SendOutcome | Promise<SendOutcome> | undefined {
  const now = dependencies.now();
  const { provider } = payout;
  if (!isUnderWay(payout) || provider?.batch_id) return 'not_ours';
  if (provider?.refused !== undefined) return failRefused(dependencies, payout, provider.refused);
  if (isStale(payout, now)) return 'stale';
  if (isElsewhere(dependencies, payout)) return 'elsewhere';
  return provider && provider.lease_until > now ? 'busy' : undefined;
}

async function post(dependencies: PaypalDependencies, payout: Payout): Promise<SendOutcome> {
  const { store, paypal, now, newId } = dependencies;
  const until = new Date(Date.parse(now()) + LEASE_MS).toISOString();
  const lease = { id: newId(), now: now(), until, account: paypal.account };
  const leased = await takeLease(store, payout, lease);
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
  dependencies: PaypalDependencies,
  payout: Payout,
  outcome: CreateOutcome,
  wasUnresolved: boolean,
): Promise<SendOutcome> {
  const { store, now } = dependencies;
  const released = { lease_until: now() };
  const note = (facts: Partial<ProviderState>) =>
    annotateProvider(store, payout, facts, payout.provider?.lease_id);
  switch (outcome.kind) {
    case 'accepted':
    case 'duplicate':
      await note({ ...released, unresolved: false, batch_id: outcome.batchId });
      return 'sent';
    case 'later':
    case 'limited':
    case 'blocked':
      await note({ ...released, unresolved: wasUnresolved });
      return outcome.kind;
    case 'unknown':
      await note(released);
      return 'unclear';
    case 'refused': {
      // An earlier post may have been accepted: what is refused now says nothing of that one.
      if (wasUnresolved) {
        await note(released);
        return 'unclear';
      }
      // First of all it is noted, so that whatever fails from here on, the refusal is known.
      const refusal = { ...released, unresolved: false, refused: outcome.name };
      const fault = await note(refusal).catch((error: unknown) => error);
      if (fault)
        log('warn', 'paypal-refusal-not-noted', { payoutId: payout.payout_id, error: String(fault) });
      return failRefused(dependencies, payout, outcome.name);
    }
  }
}

/** Fails a payout that PayPal has refused, unless it was posted again since it was read. */
async function failRefused(
  { store, now, newId }: PaypalDependencies,
  payout: Payout,
  name: string,
): Promise<SendOutcome> {
  const reason = describeReason(name, 'REFUSED');
  const step: Step = { action: 'fail', id: newId(), at: now(), by: 'paypal', role: 'provider', reason };
  await takeStep(store, payout, step, ({ provider }) => {
    // A process that has taken the lease since may have had it accepted.
    if (provider?.lease_id !== payout.provider?.lease_id) throw tryAgain();
  });
  return 'refused';
}
