import { expect, it } from 'vitest';
import { idempotencyKeyOf } from '../../libs/http/idempotency-key.ts';

it.each<[string | undefined, string | undefined]>([
  ['first', 'first'],
  ['"first"', 'first'],
  ['"a"b"', 'a"b'],
  ['a"', 'a"'],
  [undefined, undefined],
])('the header %j is the key %j', (header, key) =>
  expect(idempotencyKeyOf({ headers: { 'idempotency-key': header } })).toBe(key),
);

it('a call without headers has no key', () => expect(idempotencyKeyOf({})).toBeUndefined());
