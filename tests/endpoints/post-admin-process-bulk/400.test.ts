import { beforeAll, describe, it } from 'vitest';
import { buildProcessPayouts } from '../../../functions/admin/process-bulk.ts';
import { expectRefusal, FROM_ORIGIN, ORIGIN } from '../../../testing/expect.ts';
import { oldPayout, processingAll } from '../../../testing/lifecycle.ts';
import { INVALID_JSON, invalidRequest, SAYS } from '../../../testing/refusals.ts';
import { useHandler } from '../../../testing/use-handler.ts';

const LIST = 'must be a list of 1 to 100 instructions';
const ID = 'must be the id of a payout';
const TWICE = 'must not be named twice';

const { world, handler: processAll } = useHandler(buildProcessPayouts);
let good: { payout_id: string; action: string };
beforeAll(async () => {
  good = { payout_id: (await oldPayout(world, { status: 'pending' })).payout_id, action: 'start' };
});

type Fault = [path: string, message: string];
const refuse = (items: unknown, ...faults: Fault[]) =>
  expectRefusal(world, processAll, processingAll(items), invalidRequest(...faults));
const refuseBody = (body: unknown, ...faults: Fault[]) =>
  expectRefusal(world, processAll, { ...processingAll([]), body }, invalidRequest(...faults));

const starts = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ payout_id: `p-${index}`, action: 'start' }));

describe('POST /admin/payouts/process: 400', () => {
  it.each([
    { what: 'an empty list', items: [] },
    { what: 'a list of 101', items: starts(101) },
    { what: 'one instruction without a list', items: starts(1)[0] },
    { what: 'null', items: null },
  ])('refuses as items: $what', ({ items }) => refuse(items, ['items', LIST]));

  it('requires items', () => refuseBody({}, ['items', SAYS.required]));

  it.each(['[]', 'null', '"items"'])('refuses the body %s', (body) => refuseBody(body, ['', SAYS.object]));

  it.each(['', '{'])('returns invalid_json for %j', (body) => {
    const request = { ...processingAll([]), body, headers: { origin: ORIGIN } };
    return expectRefusal(world, processAll, request, { ...INVALID_JSON, headers: FROM_ORIGIN });
  });

  it('refuses a payout that is named twice', () =>
    refuse([good, { payout_id: 'other', action: 'start' }, good], ['items.2.payout_id', TWICE]));

  it('refuses a payout that is named twice with two actions', () =>
    refuse([good, { ...good, action: 'fail', reason: 'x' }], ['items.1.payout_id', TWICE]));

  it('refuses a payout that is named again as the last of 100', () =>
    refuse([...starts(98), good, { ...good }], ['items.99.payout_id', TWICE]));

  it('carries out nothing if one item is not an instruction', async () => {
    await refuse([good, null], ['items.1', SAYS.action]);
    await refuse([good, 'start'], ['items.1', SAYS.action]);
    await refuse([good, { payout_id: 'x', action: 'begin' }], ['items.1', SAYS.action]);
    await refuse([good, { payout_id: 'x' }], ['items.1.action', SAYS.required], ['items.1', SAYS.action]);
  });

  it.each([
    { what: 'payout_id', item: { action: 'start' }, faults: [['payout_id', SAYS.required]] },
    {
      what: 'payout_id (it is empty)',
      item: { payout_id: '', action: 'start' },
      faults: [['payout_id', ID]],
    },
    {
      what: 'payout_id (it is a number)',
      item: { payout_id: 1, action: 'start' },
      faults: [['payout_id', ID]],
    },
    {
      what: 'transaction_id',
      item: { payout_id: 'x', action: 'complete' },
      faults: [['transaction_id', SAYS.required]],
    },
    { what: 'reason', item: { payout_id: 'x', action: 'fail' }, faults: [['reason', SAYS.required]] },
  ])('carries out nothing if one item lacks a valid $what', ({ item, faults }) =>
    refuse([good, item], ...faults.map(([name, message]): Fault => [`items.1.${name}`, message ?? ''])),
  );

  it.each(['status', 'affiliate_id', 'processed_by', 'id', 'transaction_id', 'toString'])(
    'refuses the unknown member %j of an instruction',
    (member) =>
      refuse([good, { payout_id: 'x', action: 'start', [member]: 'x' }], [`items.1.${member}`, SAYS.unknown]),
  );

  it('refuses an unknown member beside items', () =>
    refuseBody({ items: [good], action: 'complete' }, ['action', SAYS.unknown]));

  it('refuses __proto__ as a member', () =>
    refuseBody(`{"items":[{"payout_id":"${good.payout_id}","action":"start","__proto__":{}}]}`, [
      '__proto__',
      SAYS.unknown,
    ]));

  it('names every error of every instruction at once', () =>
    refuse(
      [{ action: 'start' }, good, { payout_id: 'x', action: 'fail', reason: '' }],
      ['items.0.payout_id', SAYS.required],
      ['items.2.reason', SAYS.text],
    ));

  it('names 20 errors at most', () =>
    refuse(
      Array.from({ length: 100 }, () => ({ payout_id: 'x', action: 'complete' })),
      ...Array.from({ length: 20 }, (_, index): Fault => [`items.${index}.transaction_id`, SAYS.required]),
    ));
});
