import { beforeAll, describe, it } from 'vitest';
import { buildProcessPayout } from '../../../functions/admin/process.ts';
import { expectRefusal, FROM_ORIGIN, invalidRequest, ORIGIN } from '../../../testing/expect.ts';
import { oldPayout, processing, REASON } from '../../../testing/lifecycle.ts';
import { useHandler } from '../../../testing/use-handler.ts';

const ACTION = 'must be an action: start, complete or fail, with its own members';
const TEXT = 'must be text of 1 to 1000 characters';
const NUMBER = 'must be 1 to 128 printable ASCII characters';
const UNKNOWN = 'is not a known member';
const START = { action: 'start' };
const COMPLETE = { action: 'complete', transaction_id: 'T-1' };
const FAIL = { action: 'fail', reason: REASON };

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
    const refusal = { status: 400, code: 'invalid_json', message: 'The body is not valid JSON.' };
    return expectRefusal(world, processPayout, request, { ...refusal, headers: FROM_ORIGIN });
  });

  it.each(['null', '[]', '"start"', '1', 'true'])('refuses the body %s', (body) =>
    refuse(body, ['', ACTION]),
  );

  it.each(['begin', 'Start', 'start ', 'cancel', 'release', 'return', 'constructor', '__proto__', ''])(
    'refuses the unknown action %j',
    (action) => refuse({ action }, ['', ACTION]),
  );

  it.each([null, 1, true, ['start'], { start: 1 }])(
    'refuses %j, which is not text, as the action',
    (action) => refuse({ action }, ['', ACTION]),
  );

  it('requires action', () => refuse({}, ['action', 'is required'], ['', ACTION]));

  it('requires transaction_id with complete', () =>
    refuse({ action: 'complete' }, ['transaction_id', 'is required']));

  it('requires reason with fail', () => refuse({ action: 'fail' }, ['reason', 'is required']));

  it.each(['', ' ', ' T-1', 'T-1 ', 'T\n1', 'T\u00001', 'Nº1', 'T'.repeat(129), 1, null, ['T-1'], true])(
    'refuses the transaction_id %j',
    (transaction_id) => refuse({ action: 'complete', transaction_id }, ['transaction_id', NUMBER]),
  );

  it.each(['', 'x'.repeat(1001), 'a\u0000b', '\ud800', 1, null, [], {}])(
    'refuses %j as reason and as notes',
    async (text) => {
      await refuse({ action: 'fail', reason: text }, ['reason', TEXT]);
      await refuse({ ...FAIL, notes: text }, ['notes', TEXT]);
      await refuse({ ...COMPLETE, notes: text }, ['notes', TEXT]);
    },
  );

  it.each([
    { body: START, member: 'notes' },
    { body: START, member: 'reason' },
    { body: START, member: 'transaction_id' },
    { body: COMPLETE, member: 'reason' },
    { body: FAIL, member: 'transaction_id' },
  ])('refuses $member with $body.action, which has no use for it', ({ body, member }) =>
    refuse({ ...body, [member]: 'x' }, [member, UNKNOWN]),
  );

  it.each(['status', 'affiliate_id', 'processed_by', 'processed_at', 'payout_id', 'amount', 'toString', ''])(
    'refuses the unknown member %j with any action',
    async (member) => {
      for (const body of [START, COMPLETE, FAIL]) await refuse({ ...body, [member]: 'x' }, [member, UNKNOWN]);
    },
  );

  it.each(['{"action":"start","__proto__":{"status":"completed"}}', '{"__proto__":{"action":"start"}}'])(
    'refuses %s, which would reach a prototype',
    (body) => refuse(body, ['__proto__', UNKNOWN]),
  );

  it('names every error of an action at once', () =>
    refuse(
      { action: 'complete', transaction_id: '', notes: '', x: 1 },
      ['x', UNKNOWN],
      ['transaction_id', NUMBER],
      ['notes', TEXT],
    ));
});

describe('POST /admin/payouts/{payout_id}/process: 400 before 404', () => {
  it('returns 400 for a malformed request before 404', () =>
    expectRefusal(
      world,
      processPayout,
      processing('none', { action: 'complete' }),
      invalidRequest(['transaction_id', 'is required']),
    ));
});
