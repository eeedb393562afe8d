import { describe, expect, it } from 'vitest';
import type { MailKind } from '../../libs/email/mails.ts';
import { render } from '../../libs/email/render.ts';
import { letterFor } from '../../libs/email/templates.ts';
import type { Payout } from '../../libs/payouts/payout.ts';
import { LETTER_FIXTURES } from '../../local/demo/letters.ts';

const SENDER = { company: 'Acme Affiliates' };

const requestedBy = (by: string, payout: Payout): Payout => ({
  ...payout,
  history: payout.history.map((entry, index) => (index === 0 ? { ...entry, by, role: 'admin' } : entry)),
});

const written = (kind: MailKind, by = 'user-admin') =>
  render(letterFor(kind, requestedBy(by, LETTER_FIXTURES[kind]), SENDER), SENDER);

describe('what an affiliate is told of a payout on their behalf', () => {
  it('does not say that they have requested it', () => {
    const { subject, text } = written('requested');
    expect(subject).toBe('We have requested a payout of $1,250.00 for you');
    expect(text).toContain('Acme Affiliates has requested this payout for you and set the money aside.');
    expect(text).toContain('Until then, you can cancel it.');
    expect(text).not.toMatch(/you requested|your request/i);
  });

  it('says who has scheduled it, and when it is sent', () => {
    const { text } = written('scheduled');
    expect(text).toContain('Acme Affiliates has requested this payout for you.');
    expect(text).toContain('will send it after 1 April 2026, 08:00 UTC.');
  });

  it('warns of another destination without suspecting them', () => {
    const { subject, text } = written('destination-used');
    expect(subject).toBe('A payout was requested to a different destination');
    expect(text).toContain(
      'Acme Affiliates has requested a payout of $1,250.00 for you, to a destination that',
    );
    expect(text).toContain('cancel the payout and contact us right away.');
    expect(text).not.toContain('Someone using your account');
  });

  it.each(Object.keys(LETTER_FIXTURES).filter((kind) => kind !== 'requested-for-admin') as MailKind[])(
    'never names the admin: %s',
    (kind) => {
      const { subject, text, html } = written(kind, 'user-boss');
      expect(subject + text + html).not.toContain('user-boss');
    },
  );

  it('names the admin to the admins, without a link', () => {
    expect(written('requested-for-admin').text).toMatch(/^Requested by: +user-admin$/m);
    expect(written('requested-for-admin', 'boss@evil.org').html).not.toMatch(/boss@evil\.org/);
  });

  it('says the same as ever of what the affiliate has requested', () => {
    const own = render(
      letterFor('requested-for-admin', LETTER_FIXTURES['requested-for-admin'], SENDER),
      SENDER,
    );
    expect(own.text).not.toContain('Requested by');
  });
});
