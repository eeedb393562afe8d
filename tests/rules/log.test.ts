import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { mapErrors } from '../../libs/http/errors.ts';
import { logOutcome } from '../../libs/http/log.ts';
import { resultOf } from '../../libs/http/results.ts';
import { PayoutError, tryAgain } from '../../libs/payouts/errors.ts';
import { logTexts } from '../../testing/log-lines.ts';

const CALL = {
  event: {
    requestId: 'mine',
    routeKey: 'GET /payouts',
    requestContext: { requestId: 'gateway-1' },
    user: { userId: 'user-ada', isAdmin: false },
  } as never,
  context: { awsRequestId: 'lambda-1' } as never,
};

const LINE = {
  event: 'call',
  requestId: 'mine',
  awsRequestId: 'lambda-1',
  apiRequestId: 'gateway-1',
  route: 'GET /payouts',
  userId: 'user-ada',
};

const FAULT = new TypeError('x is not a function');

const lines = () => logTexts().map((text) => JSON.parse(text));

describe('the line of a call', () => {
  it('says who called what, and how it ended', () => {
    logOutcome.after({ ...CALL, response: { statusCode: 201, headers: {}, body: '' } });
    expect(lines()).toStrictEqual([{ ...LINE, level: 'info', status: 201 }]);
  });

  it.each<[string, unknown, object]>([
    [
      'a refusal is its code',
      new PayoutError('run_not_found', 'No'),
      { level: 'info', status: 404, code: 'run_not_found' },
    ],
    ['what passes by itself is a warning', tryAgain(), { level: 'warn', status: 503, code: 'try_again' }],
    [
      'what passes by itself is a warning, with its cause',
      tryAgain('throttled'),
      { level: 'warn', status: 503, code: 'try_again', why: 'throttled' },
    ],
    [
      'a fault of ours is an error, with the stack of the fault',
      FAULT,
      { level: 'error', status: 500, code: 'internal', stack: FAULT.stack },
    ],
    ['what is no error has no stack', 'oh', { level: 'error', status: 500, code: 'internal' }],
  ])('says that %s', (_, error, told) => {
    const request = { ...CALL, error };
    mapErrors.onError(request);
    logOutcome.onError(request);
    expect(lines()).toStrictEqual([{ ...LINE, ...told }]);
  });
});

it('a process that answers a call with a fault of ours writes that one line, and nothing beside it', async () => {
  const script = `
    import { endpoint } from './libs/http/chain.ts';
    const dependencies = { settings: { origins: [], token: {}, store: {} }, store: {} };
    const handler = endpoint(dependencies, { access: 'everybody', reads: 'nothing' }, async () => {
      throw new Error('To ada@example.com.');
    });
    await handler({ headers: {}, requestContext: { http: { method: 'GET' } } }, {});`;
  const args = ['--input-type=module', '--eval', script];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args);
  expect(JSON.parse(stdout)).toMatchObject({
    level: 'error',
    stack: expect.stringMatching(/To \[address\]/),
  });
  expect(stderr).toBe('');
});

describe('one of many', () => {
  const failing = (error: Error) => resultOf('p-1', () => Promise.reject(error));

  it('that succeeds is its payout, and leaves no line', async () => {
    expect(await resultOf('p-1', async () => 'paid')).toStrictEqual({
      payout_id: 'p-1',
      success: true,
      payout: 'paid',
    });
    expect(lines()).toStrictEqual([]);
  });

  it('that is refused says why, and leaves no line', async () => {
    const details = { action: 'start', status: 'failed' } as const;
    const error = { code: 'invalid_transition', message: 'No', details };
    const refused = failing(new PayoutError('invalid_transition', 'No', details));
    expect(await refused).toStrictEqual({ payout_id: 'p-1', success: false, error });
    expect(lines()).toStrictEqual([]);
  });

  it('that is a fault of ours leaves an error, with its payout and its stack', async () => {
    expect(await failing(FAULT)).toMatchObject({ success: false, error: { code: 'internal' } });
    expect(lines()).toStrictEqual([{ level: 'error', event: 'item', payout_id: 'p-1', stack: FAULT.stack }]);
  });
});
