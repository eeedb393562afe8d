import { describe, expect, it } from 'vitest';
import type { MailKind } from '../../libs/email/mails.ts';
import { render } from '../../libs/email/render.ts';
import { letterFor } from '../../libs/email/templates.ts';
import type { HistoryEntry, Payout } from '../../libs/payouts/payout.ts';
import { LETTER_FIXTURES } from '../../local/demo/letters.ts';

const SENDER = { company: 'Acme Affiliates' };

const requestedBy = (by: string, payout: Payout): Payout => ({
  ...payout,
  history: payout.history.map((entry, index) => (index === 0 ? { ...entry, by, role: 'admin' } : entry)),
});

const written = (kind: MailKind, by = 'user-admin') =>
  render(letterFor(kind, requestedBy(by, LETTER_FIXTURES[kind]), SENDER), SENDER);

describe('what an affiliate is told of a payout on their behalf', () => {
  const ABOVE = 'Acme Affiliates has requested';
  const FOR_YOU = 'We have requested a payout of $1,250.00 for you';
  const PLACE = 'You can see this payout in your account.';

  it.each<[MailKind, string[]]>([
    [
      'requested',
      [
        FOR_YOU,
        FOR_YOU,
        `${ABOVE} this payout for you and set the money aside. We will email you when it is on its way.`,
        'Until then, you can cancel it.',
        PLACE,
      ],
    ],
    [
      'scheduled',
      [
        'Your payout of $1,250.00 is scheduled',
        'Your payout of $1,250.00 is scheduled',
        `${ABOVE} this payout for you.`,
        'Acme Affiliates has set the money aside and will send it after 1 April 2026, 08:00 UTC.',
        'You can cancel it until we start it.',
        PLACE,
      ],
    ],
    [
      'destination-used',
      [
        'A payout was requested to a different destination',
        'Is this right?',
        `${ABOVE} a payout of $1,250.00 for you, to a destination that is not the one we have on record.`,
        'If it is the right one, you do not need to do anything. If it is not, cancel the payout and contact us right away.',
        PLACE,
      ],
    ],
  ])('says who has requested it, and suspects nobody: %s', (kind, words) => {
    const payout = requestedBy('user-admin', LETTER_FIXTURES[kind]);
    const { subject, heading, paragraphs } = letterFor(kind, payout, SENDER);
    expect([subject, heading, ...paragraphs]).toStrictEqual(words);
  });

  it.each(Object.keys(LETTER_FIXTURES).filter((kind) => kind !== 'requested-for-admin') as MailKind[])(
    'never names the admin: %s',
    (kind) => {
      const { subject, text, html } = written(kind, 'user-boss');
      expect(subject + text + html).not.toContain('user-boss');
    },
  );

  it('names the admin to the admins, before what they are told anyway', () => {
    const own = LETTER_FIXTURES['requested-for-admin'];
    const { facts } = letterFor('requested-for-admin', own, SENDER);
    const theirs = letterFor('requested-for-admin', requestedBy('user-admin', own), SENDER);
    expect(facts.length).toBeGreaterThan(0);
    expect(theirs.facts).toStrictEqual([['Requested by', 'user-admin'], ...facts]);
  });

  it('names the admin without a link', () => {
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

  it.each(['requested', 'scheduled', 'destination-used', 'requested-for-admin'] as const)(
    'says the same as ever of what came through another service: %s',
    (kind) => {
      const [request, ...later] = LETTER_FIXTURES[kind].history;
      const theirs = { ...request, role: 'old-service' as const } as HistoryEntry;
      const payout = { ...LETTER_FIXTURES[kind], history: [theirs, ...later] };
      expect(letterFor(kind, payout, SENDER)).toStrictEqual(letterFor(kind, LETTER_FIXTURES[kind], SENDER));
    },
  );

  it('says the same as ever if no record says who has requested it', () => {
    const old = { ...LETTER_FIXTURES.requested, history: [] };
    expect(letterFor('requested', old, SENDER)).toStrictEqual(
      letterFor('requested', LETTER_FIXTURES.requested, SENDER),
    );
  });
});
