import { describe, expect, it } from 'vitest';
import { limitBody } from '../../libs/http/body.ts';
import type { ApiEvent } from '../../libs/http/event.ts';
import { idempotencyKeyOf } from '../../libs/http/idempotency-key.ts';

const LIMIT = 16;
const base64 = (bytes: number) => Buffer.alloc(bytes, 1).toString('base64');

describe('the size of a body is that of its bytes', () => {
  const read = (event: { body?: string | null; isBase64Encoded?: boolean }) =>
    limitBody(LIMIT).before({ event: event as ApiEvent });

  it.each([
    ['as many as are allowed', { body: 'x'.repeat(16) }],
    ['as many in letters of two', { body: 'ü'.repeat(8) }],
    ['as many, which a gateway has encoded', { body: base64(16), isBase64Encoded: true }],
    ['none', { body: '' }],
    ['none, in another form', { body: null }],
    ['no body', {}],
  ])('%s are read', (_, event) => expect(() => read(event)).not.toThrow());

  it.each([
    ['one more', { body: 'x'.repeat(17) }],
    ['one more, of fewer letters', { body: `ü${'x'.repeat(15)}` }],
    ['one more, which a gateway has encoded', { body: base64(17), isBase64Encoded: true }],
  ])('%s is refused', (_, event) =>
    expect(() => read(event)).toThrow(expect.objectContaining({ code: 'payload_too_large' })),
  );
});

describe('an idempotency key', () => {
  it.each([
    [undefined, undefined],
    ['first', 'first'],
    ['"first"', 'first'],
    ['a"b', 'a"b'],
    ['"a"b"', 'a"b'],
  ])('%j is %j', (header, key) => {
    expect(idempotencyKeyOf({ headers: { 'idempotency-key': header } })).toBe(key);
  });

  it('may be in no header at all', () => expect(idempotencyKeyOf({})).toBeUndefined());
});
