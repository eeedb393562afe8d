import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeCursor, encodeCursor } from '../../libs/http/cursor.ts';
import { PayoutError } from '../../libs/payouts/errors.ts';
import { requireSameRequest, stampRequest } from '../../libs/payouts/idempotency.ts';
import type { Payout } from '../../libs/payouts/payout.ts';
import type { PayoutRequest } from '../../schemas/requests/request-payout.ts';
import { KEY_REUSED } from '../../testing/refusals.ts';

const stamp = (affiliate_id: string, key: string | undefined, body = { amount: 1000 }, admin?: string) =>
  stampRequest(
    { requests: [body], isBulk: false },
    { affiliate_id },
    {
      key,
      ...(admin !== undefined && { admin }),
      newId: () => 'new-id',
      now: () => 'now',
    },
  );

const fingerprintOf = (requests: PayoutRequest[], isBulk: boolean) =>
  stampRequest({ requests, isBulk }, undefined, { key: 'k', newId: () => '', now: () => '' }).fingerprint;

describe('the id of a payout', () => {
  it('is derived from affiliate and key, and must never change', () => {
    expect(stamp('aff-ada', 'first').payoutIds).toStrictEqual(['ddf00e7f-d275-5482-bde9-07dc9e57fe30']);
  });

  it('differs for another affiliate or key, however their characters are divided', () => {
    const pairs = [
      ['a', 'b:c'],
      ['a:b', 'c'],
      ['a', 'bc'],
      ['ab', 'c'],
    ] as const;
    expect(new Set(pairs.map(([affiliate, key]) => stamp(affiliate, key).payoutIds[0])).size).toBe(4);
  });

  it('is another one for the reference of an admin, the same for all admins, and must never change', () => {
    for (const admin of ['user-admin', 'user-boss', '']) {
      const { payoutIds } = stamp('aff-ada', 'first', undefined, admin);
      expect(payoutIds).toStrictEqual(['852953b7-ff30-5194-b8aa-a36382faf630']);
    }
  });

  it('is random without a key', () => {
    expect(stamp('aff-ada', undefined).payoutIds).toStrictEqual(['new-id']);
  });
});

describe('several payouts under one key', () => {
  const source = { key: 'first', newId: () => 'new-id', now: () => 'now' };
  const requests = [{ amount: 1000 }, { amount: 1000 }, { amount: 1000 }];

  it('have an id each, the first of them that of a single one, and they must never change', () => {
    const ada = { affiliate_id: 'aff-ada' };
    expect(stampRequest({ requests, isBulk: true }, ada, source)).toStrictEqual({
      payoutIds: [
        'ddf00e7f-d275-5482-bde9-07dc9e57fe30',
        '7c4b3aa3-4886-551c-900c-51f4cae0f90a',
        'a1f08110-e83e-580e-81bd-41a52a7c5c4c',
      ],
      fingerprint: 'k9bZacRbJEr3xVzvjThEqTJEa3EVyvhJMRO74Om_GoY',
      isBulk: true,
      now: 'now',
    });
    const { admin } = stampRequest({ requests, isBulk: true }, ada, { ...source, admin: 'user-admin' });
    expect(admin).toBe('user-admin');
  });

  it('also have them if the user has no affiliate account, and is refused afterwards', () => {
    const { payoutIds } = stampRequest({ requests, isBulk: true }, undefined, source);
    expect(new Set(payoutIds).size).toBe(3);
  });
});

describe('a key that was used before', () => {
  const onRecord = { request_fingerprint: 'print' } as Payout;

  it('is answered again for the same body', () =>
    expect(() => requireSameRequest(onRecord, 'print')).not.toThrow());

  it.each(['another', undefined])('is refused for the body %s', (fingerprint) =>
    expect(() => requireSameRequest(onRecord, fingerprint)).toThrowError(
      expect.objectContaining({ code: 'idempotency_key_reused', message: KEY_REUSED.message }),
    ),
  );
});

describe('the fingerprint of a body', () => {
  it('differs for each member, and for a single one in a list', () => {
    const bodies: PayoutRequest[] = [
      { amount: 1000 },
      { amount: 1001 },
      { amount: 1000, payment_method: 'zelle' },
      { amount: 1000, payment_email: 'ada@example.com' },
      { amount: 1000, scheduled_for: '2026-04-01T08:00:00Z' },
    ];
    const prints = [false, true].flatMap((isBulk) => bodies.map((body) => fingerprintOf([body], isBulk)));
    expect(new Set(prints).size).toBe(10);
    expect(fingerprintOf([], true)).not.toBe(fingerprintOf([{ amount: 1000 }], true));
  });

  it('must never change: the same call may come again after a deployment', () => {
    const body = {
      amount: 1000,
      payment_method: 'zelle' as const,
      payment_email: 'ada@example.com',
      scheduled_for: '2026-04-01T08:00:00Z',
    };
    expect(fingerprintOf([body], false)).toBe('I5sTbuiQgwF1aKSgIptzQgRCuYOuXW3mN1NojefK2WQ');
  });

  it('does not depend on the order of its members', () => {
    const one = { amount: 1000, payment_method: 'zelle' as const };
    const other = { payment_method: 'zelle' as const, amount: 1000 };
    expect(stamp('a', 'k', one).fingerprint).toBe(stamp('a', 'k', other).fingerprint);
  });

  it('differs if a member is left out', () => {
    const given = { amount: 1000, payment_method: 'paypal' as const };
    expect(stamp('a', 'k', given).fingerprint).not.toBe(stamp('a', 'k').fingerprint);
  });
});

describe('a cursor', () => {
  const ORDERS = ['requested_at', 'ended_at'] as const;
  const time = fc
    .date({ noInvalidDate: true, min: new Date(0), max: new Date('9999-12-31') })
    .map((date) => date.toISOString());

  it('decodes to its position, and is refused by a list that is sorted in another way', () => {
    fc.assert(
      fc.property(time, fc.uuid(), fc.constantFrom(...ORDERS), (at, payout_id, sortedBy) => {
        const position = { sortedBy, at, payout_id };
        const cursor = encodeCursor(position);
        expect(decodeCursor(cursor, sortedBy)).toStrictEqual(position);
        const other = ORDERS.find((each) => each !== sortedBy) ?? sortedBy;
        expect(() => decodeCursor(cursor, other)).toThrow('must be a next_cursor of this list');
      }),
    );
  });

  it('is invalid_request if it was not made here', () => {
    const json = fc.json().map((text) => Buffer.from(text).toString('base64url'));
    fc.assert(
      fc.property(fc.oneof(fc.string(), json), fc.constantFrom(...ORDERS), (text, sortedBy) => {
        try {
          const { at, payout_id } = decodeCursor(text, sortedBy);
          expect(at.length * payout_id.length).toBeGreaterThan(0);
        } catch (error) {
          expect(error).toBeInstanceOf(PayoutError);
          expect((error as PayoutError).code).toBe('invalid_request');
        }
      }),
    );
  });
});
