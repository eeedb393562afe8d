import { describe, expect, it } from 'vitest';
import { created, failure, ok, okCsv, okPdf, replayed } from '../../libs/http/envelope.ts';
import { faultsOfValue, fieldFaults, toPayoutError } from '../../libs/http/errors.ts';
import type { ApiEvent } from '../../libs/http/event.ts';
import { pathOf } from '../../libs/http/path.ts';
import { named, nameRequest } from '../../libs/http/request-id.ts';
import { PayoutError } from '../../libs/payouts/errors.ts';
import type { SchemaFault } from '../../schemas/build/validator.ts';

const JSON_ONLY = { 'Content-Type': 'application/json' };
const fault = (facts: object) =>
  ({ instancePath: '/body', keyword: 'type', params: {}, ...facts }) as SchemaFault;

describe('an answer', () => {
  it.each([
    ['of success', ok({ a: 1 }), 200, '{"success":true,"message":"Success","data":{"a":1}}'],
    ['of creation', created('Made', { a: 1 }), 201, '{"success":true,"message":"Made","data":{"a":1}}'],
  ])('%s has its status and its data', (_, answer, statusCode, body) => {
    expect(answer).toStrictEqual({ statusCode, headers: JSON_ONLY, body });
  });

  it('has headers of its own, to which others can be added', () => {
    Object.assign(ok({}).headers, { 'X-Other': 'one' });
    expect(ok({}).headers).toStrictEqual(JSON_ONLY);
    expect(created('Made', {}).headers).toStrictEqual(JSON_ONLY);
  });

  it('that is a document is shown, and one in CSV is saved', () => {
    expect(okPdf('a.pdf', Buffer.from('bytes'))).toStrictEqual({
      statusCode: 200,
      headers: { 'Content-Type': 'application/pdf', 'Content-Disposition': 'inline; filename="a.pdf"' },
      body: 'Ynl0ZXM=',
      isBase64Encoded: true,
    });
    const headers = {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="a.csv"',
    };
    expect(okCsv('a.csv', 'a,b')).toStrictEqual({ statusCode: 200, headers, body: 'a,b' });
    expect(okCsv('a.csv', 'a,b', 'next').headers).toStrictEqual({ ...headers, 'X-Next-Cursor': 'next' });
  });

  it('that was given before says so', () => {
    const headers = { ...JSON_ONLY, 'Idempotency-Replayed': 'true' };
    expect(replayed(ok({}))).toStrictEqual({ ...ok({}), headers });
  });

  it('of failure has details only if there are any', () => {
    expect(failure(new PayoutError('internal', 'Oh'))).toBe(
      '{"success":false,"message":"Oh","error":{"code":"internal"}}',
    );
    expect(failure(new PayoutError('affiliate_inactive', 'Oh', { status: 'closed' }))).toBe(
      '{"success":false,"message":"Oh","error":{"code":"affiliate_inactive","details":{"status":"closed"}}}',
    );
  });

  it.each([
    ['its caller', { 'x-request-id': 'mine 1' }, 'mine 1'],
    ['Lambda, if the caller does not', {}, 'lambda-1'],
    ['Lambda, if it begins with a blank', { 'x-request-id': ' mine' }, 'lambda-1'],
    ['Lambda, if it ends with one', { 'x-request-id': 'mine ' }, 'lambda-1'],
    ['Lambda, if it is empty', { 'x-request-id': '' }, 'lambda-1'],
    ['Lambda, if it is not ASCII', { 'x-request-id': 'mëin' }, 'lambda-1'],
    ['its caller, in 128 characters', { 'x-request-id': 'x'.repeat(128) }, 'x'.repeat(128)],
    ['Lambda, if there are more', { 'x-request-id': 'x'.repeat(129) }, 'lambda-1'],
    ['its caller, in one character', { 'x-request-id': 'x' }, 'x'],
  ])('has the name that was given by %s', (_, headers, name) => {
    const event = { headers } as ApiEvent;
    nameRequest.before({ event, context: { awsRequestId: 'lambda-1' } as never });
    expect(named(ok({}), event).headers).toStrictEqual({ ...JSON_ONLY, 'X-Request-Id': name });
  });
});

describe('what was thrown', () => {
  const byMiddy = (of: string, message: string, data?: unknown) =>
    Object.assign(new Error(message), { statusCode: 400, cause: { package: of, data } });
  const PARSER = '@middy/http-json-body-parser';

  it.each<[string, unknown, string, object | undefined]>([
    ['an error of ours', new PayoutError('run_not_found', 'No'), 'run_not_found', undefined],
    [
      'a body that breaks its schema',
      byMiddy('@middy/validator', 'Bad', [fault({ instancePath: '/body/a', message: 'must be text' })]),
      'invalid_request',
      { fields: [{ path: 'a', message: 'must be text' }] },
    ],
    ['a body that is no JSON', byMiddy(PARSER, 'Invalid or malformed JSON'), 'invalid_json', undefined],
    [
      'a member that no body has',
      byMiddy(PARSER, 'Forbidden key', '__proto__'),
      'invalid_request',
      { fields: [{ path: '__proto__', message: 'is not a known member' }] },
    ],
    ['another fault of Middy', byMiddy('@middy/core', 'Bad'), 'internal', undefined],
    ['a fault of ours', new TypeError('x'), 'internal', undefined],
    ['nothing', null, 'internal', undefined],
  ])('%s is told as its code', (_, thrown, code, details) => {
    const told = toPayoutError(thrown);
    expect([told.code, told.details]).toStrictEqual([code, details]);
  });
});

describe('a fault of a schema', () => {
  it.each([
    [{ instancePath: '/body/payouts/0/amount', message: 'must be > 0' }, 'payouts.0.amount', 'must be > 0'],
    [{ keyword: 'required', params: { missingProperty: 'a' }, message: 'x' }, 'a', 'is required'],
    [
      { keyword: 'additionalProperties', params: { additionalProperty: 'b' }, instancePath: '/body/a' },
      'a.b',
      'is not a known member',
    ],
    [{ parentSchema: { description: 'a date' }, message: 'x' }, '', 'must be a date'],
    [{ parentSchema: {}, message: 'x' }, '', 'x'],
    [{}, '', 'is not valid'],
  ])('%j is told as %s: %s', (facts, path, message) => {
    expect(fieldFaults([fault(facts)])).toStrictEqual([{ path, message }]);
  });

  it('is told once for each field, the last one, and of at most twenty fields', () => {
    const twice = ['one', 'two'].map((message) => fault({ instancePath: '/body/a', message }));
    expect(fieldFaults(twice)).toStrictEqual([{ path: 'a', message: 'two' }]);
    const many = Array.from({ length: 21 }, (_, index) => fault({ instancePath: `/body/${index}` }));
    expect(fieldFaults(many).map(({ path }) => path)).toStrictEqual(many.slice(0, 20).map((_, i) => `${i}`));
  });

  it('of a value that stands alone is told from the value on', () => {
    const faults = [fault({ instancePath: '/a/0', message: 'x' })];
    expect(faultsOfValue(faults)).toStrictEqual([{ path: 'a.0', message: 'x' }]);
  });
});

describe('an event', () => {
  it.each([
    [{ requestContext: { http: { path: '/a' } }, rawPath: '/b' }, '/a'],
    [{ rawPath: '/%61dmin%2Fpayouts' }, '/admin/payouts'],
    [{ rawPath: '/%C3%BC' }, '/ü'],
    [{ rawPath: '/%61/%ff/%6' }, '/a/%ff/%6'],
    [{}, '/'],
  ])('%j leads to %s', (event, path) => expect(pathOf(event as ApiEvent)).toBe(path));
});
