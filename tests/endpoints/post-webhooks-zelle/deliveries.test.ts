import { describe, expect, it } from 'vitest';
import { buildZelleWebhook } from '../../../functions/webhooks/zelle.ts';
import { signedByBank, withBank } from '../../../testing/bank.ts';
import { call, REQUEST_ID } from '../../../testing/call.ts';
import { expectFailure, expectRefusal, expectSuccess } from '../../../testing/expect.ts';
import { logLines } from '../../../testing/log-lines.ts';
import { INVALID_JSON, invalidRequest, SAYS, TOO_LARGE, UNAUTHENTICATED } from '../../../testing/refusals.ts';
import { useHandler } from '../../../testing/use-handler.ts';

const LIMIT = 256 * 1024;

const { world, handler: webhook } = useHandler((here) => buildZelleWebhook(withBank(here)));

const signed = (body: string) => signedByBank(body, { id: 'msg_1' });

const warnings = () => logLines('warn');
const completed = (data: object) => JSON.stringify({ type: 'payout.completed', data });

describe('C6: a signed delivery of the bank partner', () => {
  it.each([
    '{"type":"payout.paid","data":{}}',
    '{"type":"account.updated"}',
    '{"type":"","data":{"payout_id":5}}',
    '{"type":"constructor","data":null}',
  ])('of a type that we do not know is 200, and one warning: %s', async (body) => {
    expectSuccess(await call(webhook, signed(body)), { data: {} });
    expect(warnings()).toStrictEqual([
      { level: 'warn', event: 'zelle-event', requestId: REQUEST_ID, known: false },
    ]);
  });

  it('may have 256 KiB, and one byte more is payload_too_large', async () => {
    const body = completed({ payout_id: 'unknown' });
    expect((await call(webhook, signed(body.padEnd(17 * 1024)))).status).toBe(200);
    expect((await call(webhook, signed(body.padEnd(LIMIT)))).status).toBe(200);
    const message = `The body is larger than ${LIMIT} bytes.`;
    expectFailure(await call(webhook, signed(body.padEnd(LIMIT + 1))), { ...TOO_LARGE, message });
  });

  it('is 401 if it is too large and not signed: nothing else is said to a stranger', async () => {
    const unsigned = { ...signed('{}'), body: 'x'.repeat(LIMIT + 1) };
    const message = 'This is not signed by our bank partner.';
    expectFailure(await call(webhook, unsigned), { ...UNAUTHENTICATED, message });
  });

  it.each(['', 'no json at all', '{"type":', '\ufeff{}'])('that is not JSON is invalid_json: %j', (body) =>
    expectRefusal(world, webhook, signed(body), INVALID_JSON),
  );

  it('that is not UTF-8 is invalid_json', async () => {
    const bytes = Buffer.concat([Buffer.from('{"type":"'), Buffer.from('für', 'latin1'), Buffer.from('"}')]);
    const encoded: typeof webhook = (event, context) =>
      webhook({ ...event, body: bytes.toString('base64'), isBase64Encoded: true }, context);
    await expectRefusal(world, encoded, signed(bytes.toString()), INVALID_JSON);
  });

  it.each<[string, string, string]>([
    ['null', '', 'must be an event: payout.completed, payout.failed or payout.returned'],
    ['{"type":5,"data":{}}', '', 'must be an event: payout.completed, payout.failed or payout.returned'],
    ['{"type":"payout.completed"}', 'data', SAYS.required],
    ['{"type":"payout.completed","data":[]}', 'data', SAYS.object],
    [completed({}), 'data.payout_id', SAYS.required],
    [completed({ payout_id: 5 }), 'data.payout_id', 'must be the id of a payout'],
    [completed({ payout_id: 'p'.repeat(129) }), 'data.payout_id', 'must be the id of a payout'],
    [
      completed({ payout_id: 'p', transaction_id: 5 }),
      'data.transaction_id',
      'must be 1 to 128 printable ASCII characters',
    ],
    ['{"type":"payout.failed","data":{"payout_id":"p","reason":""}}', 'data.reason', SAYS.text],
  ])('of a known type with a bad member names it: %s', (body, path, says) =>
    expectRefusal(world, webhook, signed(body), invalidRequest([path, says])),
  );

  it('without anything names all that is missing', () => {
    const faults = invalidRequest(
      ['type', SAYS.required],
      ['data', SAYS.required],
      ['', 'must be an event: payout.completed, payout.failed or payout.returned'],
    );
    return expectRefusal(world, webhook, signed('{}'), faults);
  });
});
