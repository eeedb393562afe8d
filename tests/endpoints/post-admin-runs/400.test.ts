import { describe, it } from 'vitest';
import { buildCreateRun } from '../../../functions/admin/runs-create.ts';
import { expectRefusal } from '../../../testing/expect.ts';
import { oldPayout, payoutThatIs } from '../../../testing/lifecycle.ts';
import { stopMoneyOf } from '../../../testing/other-service.ts';
import { invalidRequest, SAYS, TOO_LARGE } from '../../../testing/refusals.ts';
import { freezing } from '../../../testing/runs.ts';
import { useHandler } from '../../../testing/use-handler.ts';
import { addPayouts } from '../../../testing/world.ts';

const { world, handler: createRun } = useHandler(buildCreateRun);

const refuse = (body: unknown, ...faults: [path: string, message: string][]) =>
  expectRefusal(world, createRun, freezing(body), invalidRequest(...faults));

const IDS = 'must be a list of 1 to 1000 ids of payouts';
const TIME = 'must be a date such as 2027-01-31, or a time in ISO 8601 UTC such as 2027-01-31T12:00:00Z';
const FORM = 'must be paypal, paypal_csv or zelle_csv';

describe('POST /admin/runs: 400', () => {
  it.each<[string, unknown, [string, string]]>([
    ['no form', {}, ['form', SAYS.required]],
    ['another form', { form: 'cash' }, ['form', FORM]],
    ['no ids', { form: 'zelle_csv', payout_ids: [] }, ['payout_ids', IDS]],
    ['1001 ids', { form: 'zelle_csv', payout_ids: Array(1001).fill('x') }, ['payout_ids', IDS]],
    [
      'an id that is no text',
      { form: 'zelle_csv', payout_ids: [1] },
      ['payout_ids.0', 'must be the id of a payout'],
    ],
    ['an unknown member', { form: 'zelle_csv', hash: 'x' }, ['hash', SAYS.unknown]],
    ['an unknown filter', { form: 'zelle_csv', filter: { status: 'x' } }, ['filter.status', SAYS.unknown]],
    ['a time of another form', { form: 'zelle_csv', filter: { from: '1 March' } }, ['filter.from', TIME]],
    [
      'a day that is none',
      { form: 'zelle_csv', filter: { to: '2026-02-31' } },
      ['filter.to', 'must be a date or a time that exists'],
    ],
    [
      'an end before the beginning',
      { form: 'zelle_csv', filter: { from: '2026-02-02', to: '2026-02-01' } },
      ['filter.to', 'must not be before from'],
    ],
    [
      'both a list and a filter',
      { form: 'zelle_csv', payout_ids: ['x'], filter: {} },
      ['filter', 'must be left out if payout_ids are given'],
    ],
    [
      'a run for PayPal, which is not set up',
      { form: 'paypal', payout_ids: ['x'] },
      ['form', 'must be one that is paid by hand, because PayPal is not set up'],
    ],
    ['no pending payout', { form: 'zelle_csv' }, ['form', 'must be one that pending payouts fit']],
    [
      'no pending payout that fits',
      { form: 'zelle_csv', filter: { affiliate_id: 'aff-nobody' } },
      ['filter', 'must be one that pending payouts fit'],
    ],
  ])('for %s', (_, body, fault) => refuse(body, fault));

  it('names each payout that cannot be in the run, and freezes nothing', async () => {
    const good = await payoutThatIs(world, 'pending');
    const paid = await payoutThatIs(world, 'completed');
    const byZelle = await payoutThatIs(world, 'pending', { payment_method: 'zelle' });
    const old = { status: 'pending', payment_method: 'paypal' } as const;
    const [noAddress, unreadable, formula, claimed] = await addPayouts(
      world,
      { ...old, payment_email: 'no address' },
      { ...old, amount: 'fifty' as never },
      { ...old, payment_email: '=cmd@example.com' },
      { ...old, rail: 'paypal' },
    );
    const payouts = [good, paid, byZelle, noAddress, unreadable, formula, claimed].map(
      (each) => each?.payout_id,
    );
    await refuse(
      { form: 'paypal_csv', payout_ids: [...payouts, 'none', good.payout_id.toUpperCase()] },
      ['payout_ids.1', 'is not pending'],
      ['payout_ids.2', 'has another payment method than the run'],
      ['payout_ids.3', 'has no address that can be used'],
      ['payout_ids.4', 'has a record that cannot be read'],
      [
        'payout_ids.5',
        'has an address that a spreadsheet would take for a formula, so it cannot be in a file',
      ],
      ['payout_ids.6', 'was started before, so it must not be paid from a file'],
      ['payout_ids.7', 'is not the id of a payout'],
      ['payout_ids.8', 'must not be named twice'],
    );
  });

  it('names a payout whose affiliate has a record that cannot be read', async () => {
    const { affiliate, payout_id } = await payoutThatIs(world, 'pending');
    await stopMoneyOf(world, affiliate);
    await refuse({ form: 'paypal_csv', payout_ids: [payout_id] }, [
      'payout_ids.0',
      'belongs to an affiliate with a record that cannot be read',
    ]);
  });

  it('names the first 20 of many', async () => {
    const { payout_id } = await oldPayout(world, { status: 'failed' });
    const none = Array.from({ length: 30 }, (_, index) => `none-${index}`);
    const faults = none
      .slice(0, 19)
      .map((_, index): [string, string] => [`payout_ids.${index + 1}`, 'is not the id of a payout']);
    await refuse(
      { form: 'paypal_csv', payout_ids: [payout_id, ...none] },
      ['payout_ids.0', 'is not pending'],
      ...faults,
    );
  });

  it('for a body of more than 64 KiB', () => {
    const body = '{"form":"zelle_csv"}'.padEnd(64 * 1024 + 1);
    return expectRefusal(world, createRun, freezing(body), {
      ...TOO_LARGE,
      message: 'The body is larger than 65536 bytes.',
    });
  });
});
