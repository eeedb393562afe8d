import { describe, expect, it } from 'vitest';
import { addressesOf, isStopped, showUndelivered } from '../../libs/payouts/undelivered.ts';

const STOPPED = {
  mail_bounced: new Set(['b@example.com', 'a@example.com']),
  mail_complained: new Set(['c@example.com']),
};

describe('letters that do not go out', () => {
  it('are told by their reason and address, with what can be done', () => {
    const bounced = {
      code: 'mail_bounced',
      message: 'Our e-mails to this address came back, so we have stopped them.',
      remedy: 'Check the address, and tell us if it works or which one is right.',
    };
    const complained = {
      code: 'mail_complained',
      message: 'An e-mail of ours to this address was reported as spam, so we have stopped them.',
      remedy: 'Tell us if you want our e-mails again.',
    };
    expect(showUndelivered(STOPPED)).toStrictEqual([
      { ...bounced, address: 'a@example.com' },
      { ...bounced, address: 'b@example.com' },
      { ...complained, address: 'c@example.com' },
    ]);
    expect(showUndelivered({})).toStrictEqual([]);
  });

  it('are ten at most', () => {
    const many = Array.from({ length: 11 }, (_, index) => `${String(index).padStart(2, '0')}@example.com`);
    const shown = showUndelivered({ mail_complained: new Set(many) });
    expect(shown.map(({ address }) => address)).toStrictEqual(many.slice(0, 10));
  });

  it.each([
    ['a@example.com', true],
    ['A@Example.com', true],
    ['c@example.com', true],
    ['d@example.com', false],
  ])('go to %s: %s', (address, expected) => expect(isStopped(STOPPED, address)).toBe(expected));

  it('are none if no address is stopped', () => expect(isStopped({}, 'a@example.com')).toBe(false));
});

describe('the addresses of a payout', () => {
  it.each([
    [{}, []],
    [{ payment_email: 'Ada@Example.com' }, ['ada@example.com']],
    [
      { payment_email: 'Eve@example.com', recorded_email: 'Ada@example.com' },
      ['eve@example.com', 'ada@example.com'],
    ],
  ])('%j are %j', (payout, addresses) => expect(addressesOf(payout)).toStrictEqual(addresses));
});
