import { describe, expect, it } from 'vitest';
import { type MailKind, mailsFor } from '../../libs/email/mails.ts';
import { render } from '../../libs/email/render.ts';
import { letterFor } from '../../libs/email/templates.ts';
import { markOf } from '../../libs/payouts/mark.ts';
import {
  PAYOUT_STATUSES,
  type Payout,
  type PayoutStatus,
  type RecordedStatus,
} from '../../libs/payouts/payout.ts';
import { TRANSITIONS } from '../../libs/payouts/transitions.ts';
import { LETTER_FIXTURES } from '../../local/demo/letters.ts';
import { HOSTILE } from './hostile-texts.ts';

const SENDER = {
  company: 'Acme Affiliates',
  payoutPage: 'https://pay.example.com/payouts/{payout_id}',
  adminPayoutPage: 'https://pay.example.com/admin/#/payouts/{payout_id}',
};

const payoutIn = (status: RecordedStatus, facts: Partial<Payout> = {}): Payout => ({
  ...LETTER_FIXTURES.requested,
  status,
  affiliate_status: markOf({ ...LETTER_FIXTURES.requested, status }),
  history: [{ id: `step-${status}`, status, at: '2026-03-01T12:00:00.000Z', by: 'x', role: 'owner' }],
  ...facts,
});

describe('the mails that a change causes', () => {
  it.each<[PayoutStatus | undefined, PayoutStatus, MailKind[]]>([
    [undefined, 'pending', ['requested']],
    [undefined, 'scheduled', ['scheduled']],
    ['scheduled', 'pending', []],
    ['pending', 'processing', ['started']],
    ['processing', 'completed', ['completed']],
    ['processing', 'failed', ['failed']],
    ['pending', 'failed', ['failed']],
    ['completed', 'failed', ['returned']],
    ['pending', 'cancelled', ['cancelled']],
    ['scheduled', 'cancelled', ['cancelled']],
  ])('from %s to %s: %j', (before, after, expected) => {
    const change = { before: before && payoutIn(before), after: payoutIn(after) };
    expect(mailsFor(change, undefined).map(({ kind }) => kind)).toStrictEqual(expected);
  });

  it('are defined for every transition', () => {
    for (const { from, action, to } of TRANSITIONS) {
      const mails = mailsFor({ before: payoutIn(from), after: payoutIn(to) }, undefined);
      expect(mails.length, `${from} to ${to}`).toBe(action === 'release' || action === 'amend' ? 0 : 1);
    }
  });

  it('are none if the status has not changed', () => {
    for (const status of PAYOUT_STATUSES) {
      expect(
        mailsFor({ before: payoutIn(status), after: payoutIn(status) }, 'admin@example.com'),
      ).toStrictEqual([]);
    }
  });

  it('are none if another service puts a payout back to what it is counted as', () => {
    const moved = { ...payoutIn('processing'), status: 'pending' as const };
    expect(mailsFor({ before: moved, after: payoutIn('processing') }, 'admin@example.com')).toStrictEqual([]);
  });

  it('are none if a record of the old service is written', () => {
    const { affiliate_status: _, ...old } = payoutIn('completed');
    expect(mailsFor({ before: undefined, after: old }, 'admin@example.com')).toStrictEqual([]);
  });

  it('are none if another service changes the status, nor when the change is counted', () => {
    const before = payoutIn('processing');
    const moved = { ...payoutIn('completed'), affiliate_status: markOf(before) };
    expect(mailsFor({ before, after: moved }, 'admin@example.com')).toStrictEqual([]);
    const counted = { before: moved, after: payoutIn('completed') };
    expect(mailsFor(counted, 'admin@example.com')).toStrictEqual([]);
  });

  it('tell of what another service did if the settings say so, and not of its counting', () => {
    const kinds = (before: Payout | undefined, after: Payout) =>
      mailsFor({ before, after }, 'admin@example.com', true).map(({ kind }) => kind);
    const { affiliate_status: _, ...put } = payoutIn('pending');
    const started = payoutIn('processing');
    const moved = { ...payoutIn('completed'), affiliate_status: markOf(started) };
    expect(kinds(undefined, put)).toStrictEqual(['requested', 'requested-for-admin']);
    expect(kinds(put, payoutIn('pending'))).toStrictEqual([]);
    expect(kinds(started, moved)).toStrictEqual(['completed']);
    expect(kinds(moved, payoutIn('completed'))).toStrictEqual([]);
  });

  it('are none if there is no address on record', () => {
    const { payment_email: _, ...old } = payoutIn('processing');
    const change = { before: payoutIn('pending'), after: old as Payout };
    expect(mailsFor(change, undefined)).toStrictEqual([]);
  });
});

describe.each(Object.entries(LETTER_FIXTURES) as [MailKind, Payout][])('the letter %s', (kind, payout) => {
  it('has the same words in text and in HTML', () => {
    const { subject, text, html } = render(letterFor(kind, payout, SENDER), SENDER);
    for (const fact of ['$1,250.00', payout.payment_email, payout.payout_id]) {
      expect(text).toContain(fact);
      expect(html).toContain(fact);
    }
    expect(subject).toMatch(/payout|request/i);
    expect(text).not.toMatch(/undefined|null|NaN|\[object/);
    expect(html).not.toMatch(/undefined|null|NaN|\[object/);
  });
});

describe('what an affiliate is told', () => {
  const textOf = (kind: MailKind) => render(letterFor(kind, LETTER_FIXTURES[kind], SENDER), SENDER).text;

  it('of a payment: the destination, the transaction, and where the receipt is', () => {
    const text = textOf('completed');
    expect(text).toContain('ada@example.com');
    expect(text).toContain(LETTER_FIXTURES.completed.transaction_id);
    const page = `https://pay.example.com/payouts/${LETTER_FIXTURES.completed.payout_id}`;
    expect(text.split('\n')).toContain(`Your receipt: ${page}`);
  });

  it.each(['started', 'completed'] as const)(
    'of a payout that is %s without a method on record: no method',
    (kind) => {
      const { payment_method: _, ...old } = LETTER_FIXTURES[kind];
      const { text } = render(letterFor(kind, old as Payout, SENDER), SENDER);
      expect(text).not.toMatch(/undefined|through/);
    },
  );

  it.each(['failed', 'returned'] as const)(
    'of a payout that %s: why, what to do, and that the money is available again',
    (kind) => {
      const text = textOf(kind);
      expect(text).toContain(LETTER_FIXTURES[kind].failure_reason);
      expect(text).toContain('you can request a new payout');
      expect(text).toContain('available again');
    },
  );
});

describe('text that people wrote', () => {
  it.each(HOSTILE)('stays text in a mail: %j', (words) => {
    const payout = { ...LETTER_FIXTURES.failed, notes: words, failure_reason: words };
    const sender = { company: words };
    const { subject, text, html } = render(letterFor('failed', payout, sender), sender);
    expect(subject).not.toMatch(/[\r\n]/);
    expect(html).not.toMatch(/<(script|img|b|a)\b/);
    expect(html).not.toContain('onerror="');
    const word = words.match(/[\p{L}\p{Emoji_Presentation}]+/u)?.[0] ?? '';
    expect(text).toContain(word);
    expect(html).toContain(word);
    expect(text.split('\n').filter((line) => /^Bcc:/i.test(line))).toStrictEqual([]);
  });
});
