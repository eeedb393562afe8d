import { describe, expect, it } from 'vitest';
import { runTransitionRefused } from '../../../libs/payouts/runs/refusals.ts';
import {
  type FrozenRun,
  isPaidByHand,
  keptLines,
  methodOf,
  RUN_FORMS,
} from '../../../libs/payouts/runs/run.ts';
import { requirePaidByFile } from '../../../libs/workflows/runs/run-file.ts';

const run: FrozenRun['run'] = {
  run_id: 'run',
  form: 'paypal',
  status: 'draft',
  count: 2,
  total_amount: 10_000,
  hash: 'hash',
  created_at: '2026-03-01T12:00:00.000Z',
  created_by: 'user-admin',
};

const line = (payout_id: string): FrozenRun['lines'][number] => ({
  payout_id,
  affiliate_id: 'aff',
  amount: 5000,
  payment_email: 'ada@example.com',
  warnings: [],
});

describe('how a run is paid', () => {
  it.each([
    ['paypal', 'paypal', false],
    ['paypal_csv', 'paypal', true],
    ['zelle_csv', 'zelle', true],
  ] as const)('%s: to %s accounts, by hand: %s', (form, method, byHand) => {
    expect([methodOf(form), isPaidByHand({ form })]).toStrictEqual([method, byHand]);
  });

  it('is known for each form', () => expect(RUN_FORMS).toStrictEqual(['paypal', 'paypal_csv', 'zelle_csv']));
});

describe('the lines of a run', () => {
  it.each([
    [[], ['P', 'Q']],
    [['P'], ['Q']],
    [['P', 'Q'], []],
  ])('without %j', (gone, kept) => {
    const leftOut = gone.map((payout_id) => ({ payout_id, reason: 'gone' as const }));
    const lines = keptLines({ run, lines: [line('P'), line('Q')], leftOut });
    expect(lines.map(({ payout_id }) => payout_id)).toStrictEqual(kept);
  });
});

describe('what a run does not allow', () => {
  it.each([
    ['file', 'This run has no file: it is a draft.'],
    ['result', 'This run takes no results: it is a draft.'],
  ] as const)('%s', (action, message) => {
    expect(runTransitionRefused(run, action, 'it is a draft')).toMatchObject({
      code: 'invalid_transition',
      message,
      details: { status: 'draft', action },
    });
  });

  const STARTED = '2026-03-01T12:01:00.000Z';

  it.each([
    [{ form: 'paypal', status: 'draft' }, 'it is not confirmed yet'],
    [{ form: 'zelle_csv', status: 'draft' }, 'it is not confirmed yet'],
    [{ form: 'paypal', status: 'confirmed' }, 'PayPal is paying it'],
    [{ form: 'paypal', status: 'done', started_at: STARTED }, 'PayPal is paying it'],
    [{ form: 'paypal_csv', status: 'confirmed' }, 'Try again'],
    [{ form: 'paypal_csv', status: 'confirmed', started_at: STARTED }, undefined],
  ] as const)('%j has a file, and takes results: %j', (facts, refusal) => {
    for (const action of ['file', 'result'] as const) {
      const ask = () => requirePaidByFile({ ...run, ...facts }, action);
      if (refusal) expect(ask).toThrow(refusal);
      else expect(ask).not.toThrow();
    }
  });
});
