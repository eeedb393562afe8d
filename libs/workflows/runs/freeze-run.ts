import type { RunRequest } from '../../../schemas/requests/create-run.ts';
import { rangeOf } from '../../http/paging.ts';
import { type FieldFault, invalidField, invalidFields } from '../../payouts/errors.ts';
import type { RecordedPayout } from '../../payouts/payout.ts';
import { plainId } from '../../payouts/payout-id.ts';
import { type FitPayout, hashOf, lineOf, UNFIT_WORDS, unfitnessOf } from '../../payouts/runs/freeze.ts';
import {
  type LeftOut,
  type LeftOutReason,
  LINES_MAX,
  type RunForm,
  totalAmountOf,
} from '../../payouts/runs/run.ts';
import { findPayouts, getPayouts } from '../../store/payouts/get-payouts.ts';
import { type PendingFilter, pagesOfPending } from '../../store/payouts/pending-payouts.ts';
import { putRun } from '../../store/runs/put-run.ts';
import type { Dependencies } from '../dependencies.ts';
import { readWarnings } from '../show-to-admin.ts';
import type { RunNow } from './run-now.ts';
import { stoppedAffiliates } from './stopped-affiliates.ts';

/** How many pending payouts are looked at for one run, which may find few of its method among them. */
const EXAMINED_MAX = 20_000;

/** More would not help anybody who looks at the answer. */
const LEFT_OUT_SHOWN_MAX = 100;
const FAULTS_MAX = 20;

/** The payouts of a new run, those that were passed over, and whether more of them fit. */
interface Picked {
  payouts: FitPayout[];
  leftOut: LeftOut[];
  hasMore: boolean;
}

/**
 * Freezes a list of pending payouts: those that are named, or else the oldest that fit the filter and the
 * form. Nothing is claimed by it: payouts may be in several drafts.
 * @throws invalid_request that names each payout which cannot be in the run
 */
export async function freezeRun(
  dependencies: Dependencies,
  { form, payout_ids, filter }: RunRequest,
  userId: string,
): Promise<RunNow & { hasMore: boolean }> {
  const { store, now, newId } = dependencies;
  requireForm(dependencies, form);
  if (payout_ids && filter) throw invalidField('filter', 'must be left out if payout_ids are given');
  const { payouts, leftOut, hasMore } = payout_ids
    ? await pickNamed(dependencies, form, payout_ids)
    : await pickPending(dependencies, form, filterOf(filter));
  if (payouts.length === 0)
    throw invalidField(filter ? 'filter' : 'form', 'must be one that pending payouts fit');
  const warnings = await readWarnings(dependencies, payouts);
  const lines = payouts.map((payout, index) => lineOf(payout, warnings[index] ?? []));
  const run = {
    run_id: newId(),
    form,
    status: 'draft' as const,
    count: lines.length,
    total_amount: totalAmountOf(lines),
    hash: hashOf(form, lines),
    created_at: now(),
    created_by: userId,
  };
  const frozen = { run, lines, leftOut: leftOut.slice(0, LEFT_OUT_SHOWN_MAX) };
  await putRun(store, frozen);
  return { frozen, payouts: new Map(payouts.map((payout) => [payout.payout_id, payout])), hasMore };
}

/** @throws invalid_request for a run that PayPal is to send, where it is not set up */
export function requireForm({ paypal }: Pick<Dependencies, 'paypal'>, form: RunForm): void {
  if (form === 'paypal' && !paypal)
    throw invalidField('form', 'must be one that is paid by hand, because PayPal is not set up');
}

function filterOf({ affiliate_id, ...times }: NonNullable<RunRequest['filter']> = {}): PendingFilter {
  const faults: FieldFault[] = [];
  const range = rangeOf(times, 'from', 'to', faults);
  if (faults.length > 0)
    throw invalidFields(faults.map(({ path, message }) => ({ path: `filter.${path}`, message })));
  return {
    ...range,
    ...(affiliate_id !== undefined && { affiliateId: affiliate_id }),
  };
}

/** Whoever names payouts means exactly these: if one does not fit, there is no run. */
async function pickNamed({ store }: Dependencies, form: RunForm, ids: readonly string[]): Promise<Picked> {
  const found = await findPayouts(store, ids);
  const stopped = await stoppedAffiliates(store, found);
  const known = found.map((payout, index) => payout?.payout_id ?? plainId(ids[index] ?? ''));
  const faults = found.flatMap((payout, index): FieldFault[] => {
    const isTwice = known.indexOf(known[index] ?? '') < index;
    const message = isTwice ? TWICE : faultOf(payout, form, stopped);
    return message ? [{ path: `payout_ids.${index}`, message }] : [];
  });
  if (faults.length > 0) throw invalidFields(faults.slice(0, FAULTS_MAX));
  return { payouts: found as FitPayout[], leftOut: [], hasMore: false };
}

const TWICE = 'must not be named twice';

function faultOf(payout: RecordedPayout | undefined, form: RunForm, stopped: ReadonlySet<string>) {
  if (!payout) return 'is not the id of a payout';
  const reason = reasonOf(payout, form, stopped);
  return reason && UNFIT_WORDS[reason];
}

function reasonOf(
  payout: RecordedPayout,
  form: RunForm,
  stopped: ReadonlySet<string>,
): LeftOutReason | undefined {
  return unfitnessOf(payout, form) ?? (stopped.has(payout.affiliate_id) ? 'records_unreadable' : undefined);
}

/** The index finds them, and may be behind: what is frozen is what the records say. */
async function pickPending({ store }: Dependencies, form: RunForm, filter: PendingFilter): Promise<Picked> {
  const seen: RecordedPayout[] = [];
  const fits = (payout: RecordedPayout) => unfitnessOf(payout, form) === undefined;
  let [fit, examined] = [0, 0];
  for await (const page of pagesOfPending(store, filter)) {
    const ofMethod = page.payouts.filter((payout) => unfitnessOf(payout, form) !== 'other_method');
    seen.push(...ofMethod);
    fit += ofMethod.filter(fits).length;
    examined += page.examined;
    if (fit > LINES_MAX || examined >= EXAMINED_MAX) break;
  }
  const candidates = seen.filter(fits).slice(0, LINES_MAX);
  const records = await getPayouts(
    store,
    candidates.map(({ payout_id }) => payout_id),
  );
  const current = candidates.flatMap(({ payout_id }) => records.get(payout_id) ?? []);
  const stopped = await stoppedAffiliates(store, current);
  const judged = [...seen.filter((payout) => !fits(payout)), ...current].map((payout) => ({
    payout,
    reason: reasonOf(payout, form, stopped),
  }));
  return {
    payouts: judged.filter(({ reason }) => !reason).map(({ payout }) => payout as FitPayout),
    leftOut: judged.flatMap(({ payout: { payout_id }, reason }) =>
      reason && !MOVED_ON.has(reason) ? [{ payout_id, reason }] : [],
    ),
    // What was not looked at may fit.
    hasMore: fit > LINES_MAX || examined >= EXAMINED_MAX,
  };
}

/** What has just become something else is of no interest: the index was behind. */
const MOVED_ON: ReadonlySet<LeftOutReason> = new Set(['not_pending', 'other_method', 'odd_id']);
