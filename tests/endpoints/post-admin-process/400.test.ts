import { beforeAll, describe, it } from 'vitest';
import { buildProcessPayout } from '../../../functions/admin/process.ts';
import { call } from '../../../testing/call.ts';
import { expectFailure, expectRefusal, FROM_ORIGIN, ORIGIN } from '../../../testing/expect.ts';
import { oldPayout, processing, REASON } from '../../../testing/lifecycle.ts';
import { INVALID_JSON, invalidRequest, SAYS } from '../../../testing/refusals.ts';
import { useHandler } from '../../../testing/use-handler.ts';

const NUMBER = 'must be 1 to 128 printable ASCII characters';
const START = { action: 'start' };
const COMPLETE = { action: 'complete', transaction_id: 'T-1' };
const FAIL = { action: 'fail', reason: REASON };
const RETURN = { action: 'return', reason: REASON };
const AMEND = { action: 'amend', transaction_id: 'T-1' };

const { world, handler: processPayout } = useHandler(buildProcessPayout);
let payout_id: string;
beforeAll(async () => {
  payout_id = (await oldPayout(world, { status: 'pending' })).payout_id;
});

const refuse = (body: unknown, ...faults: [path: string, message: string][]) =>
  expectRefusal(world, processPayout, processing(payout_id, body), invalidRequest(...faults));

describe('POST /admin/payouts/{payout_id}/process: 400', () => {
  it.each(['', '{', 'action=start', "{'action':'start'}"])('returns invalid_json for %j', (body) => {
    const request = { ...processing(payout_id, body), headers: { origin: ORIGIN } };
    return expectRefusal(world, processPayout, request, { ...INVALID_JSON, headers: FROM_ORIGIN });
  });

  it.each(['null', '[]', '"start"', '1', 'true'])('refuses the body %s', (body) =>
    refuse(body, ['', SAYS.action]),
  );

  it.each(['begin', 'Start', 'start ', 'cancel', 'release', 'constructor', '__proto__', ''])(
    'refuses the unknown action %j',
    (action) => refuse({ action }, ['', SAYS.action]),
  );

  it.each([null, 1, true, ['start'], { start: 1 }])(
    'refuses %j, which is not text, as the action',
    (action) => refuse({ action }, ['', SAYS.action]),
  );

  it('requires action', () => refuse({}, ['action', SAYS.required], ['', SAYS.action]));

  it('requires transaction_id with complete', () =>
    refuse({ action: 'complete' }, ['transaction_id', SAYS.required]));

  it.each(['fail', 'return'])('requires reason with %s', (action) =>
    refuse({ action }, ['reason', SAYS.required]),
  );

  it('requires a correction with amend', () =>
    refuse({ action: 'amend' }, ['', 'must be an amend with a transaction_id, notes, or both']));

  it.each(['', ' ', ' T-1', 'T-1 ', 'T\n1', 'T\u00001', 'Nº1', 'T'.repeat(129), 1, null, ['T-1'], true])(
    'refuses the transaction_id %j',
    (transaction_id) => refuse({ action: 'complete', transaction_id }, ['transaction_id', NUMBER]),
  );

  it.each(['', 'x'.repeat(1001), 'a\u0000b', '\ud800', 1, null, [], {}])(
    'refuses %j as reason and as notes',
    async (text) => {
      await refuse({ action: 'fail', reason: text }, ['reason', SAYS.text]);
      await refuse({ ...FAIL, notes: text }, ['notes', SAYS.text]);
      await refuse({ ...COMPLETE, notes: text }, ['notes', SAYS.text]);
      await refuse({ action: 'amend', notes: text }, ['notes', SAYS.text]);
      await refuse({ ...START, override: text }, ['override', SAYS.text]);
    },
  );

  it.each([
    { body: START, member: 'recipient' },
    { body: START, member: 'reason' },
    { body: START, member: 'transaction_id' },
    { body: COMPLETE, member: 'reason' },
    { body: COMPLETE, member: 'override' },
    { body: RETURN, member: 'transaction_id' },
    { body: AMEND, member: 'reason' },
    { body: FAIL, member: 'transaction_id' },
  ])('refuses $member with $body.action, which has no use for it', ({ body, member }) =>
    refuse({ ...body, [member]: 'x' }, [member, SAYS.unknown]),
  );

  it.each(['status', 'affiliate_id', 'processed_by', 'processed_at', 'payout_id', 'amount', 'toString', ''])(
    'refuses the unknown member %j with any action',
    async (member) => {
      for (const body of [START, COMPLETE, FAIL, RETURN, AMEND])
        await refuse({ ...body, [member]: 'x' }, [member, SAYS.unknown]);
    },
  );

  it.each(['{"action":"start","__proto__":{"status":"completed"}}', '{"__proto__":{"action":"start"}}'])(
    'refuses %s, which would reach a prototype',
    (body) => refuse(body, ['__proto__', SAYS.unknown]),
  );

  it('names every error of an action at once', () =>
    refuse(
      { action: 'complete', transaction_id: '', notes: '', x: 1 },
      ['x', SAYS.unknown],
      ['transaction_id', NUMBER],
      ['notes', SAYS.text],
    ));
});

describe('POST /admin/payouts/{payout_id}/process: 400 before 404', () => {
  it('returns 400 for a malformed request before 404', () =>
    expectRefusal(
      world,
      processPayout,
      processing('none', { action: 'complete' }),
      invalidRequest(['transaction_id', SAYS.required]),
    ));
});

describe('POST /admin/payouts/{payout_id}/process: 400 for a start that PayPal could not pay', () => {
  it.each([undefined, '', 'ada@', 'ada@localhost'])('is payment_details_missing for %j', async (address) => {
    const asked = await oldPayout(world, { status: 'pending', payment_email: address as never });
    const start = buildProcessPayout({ ...world, paypal: {} as never });
    expectFailure(await call(start, processing(asked.payout_id, START)), {
      status: 400,
      code: 'payment_details_missing',
      message: 'PayPal cannot pay this payout: it has no e-mail address that can be used.',
      details: { fields: ['payment_email'] },
    });
  });
});
