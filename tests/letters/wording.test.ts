import { describe, expect, it } from 'vitest';
import type { MailKind } from '../../libs/email/mails.ts';
import { render } from '../../libs/email/render.ts';
import { letterFor } from '../../libs/email/templates.ts';
import type { Payout } from '../../libs/payouts/payout.ts';
import { LETTER_FIXTURES } from '../../local/demo/letters.ts';

const SENDER = {
  company: 'Acme Affiliates',
  payoutPage: 'https://pay.acme.test/{payout_id}',
  adminPayoutPage: 'https://admin.acme.test/{payout_id}',
};

const LOCKED = 'The PayPal account is locked. Unlock it with PayPal, then ask again.';
const AVAILABLE = 'The money is available again. Once this is fixed, you can request a new payout.';
const KEPT = 'PayPal keeps it for 30 days. After that it comes back to us, and the money is available again.';
const SET_ASIDE = 'Acme Affiliates has set the money aside and will send it after';

/** What each letter says: its subject, its heading, and its paragraphs. */
const WORDS: Record<MailKind, string[]> = {
  requested: [
    'We have your request for $1,250.00',
    'You requested a payout of $1,250.00',
    'Acme Affiliates has received your request and set the money aside. We will email you when it is on its way.',
    'Until then, you can cancel it.',
  ],
  'requested-for-admin': [
    'A payout of $1,250.00 was requested',
    'A payout of $1,250.00 is waiting for you',
    'It does not go to the destination on record. Check with the affiliate before you start it.',
  ],
  'destination-used': [
    'A payout was requested to a different destination',
    'Was this you?',
    'Someone using your account requested a payout of $1,250.00 from Acme Affiliates, to a destination that is not the one we have on record.',
    'If this was you, you do not need to do anything. If it was not, cancel the payout and contact us right away.',
  ],
  scheduled: [
    'Your payout of $1,250.00 is scheduled',
    'Your payout of $1,250.00 is scheduled',
    `${SET_ASIDE} 1 April 2026, 08:00 UTC.`,
    'You can cancel it until we start it.',
  ],
  started: [
    'Your payout of $1,250.00 is on its way',
    'Your payout of $1,250.00 is on its way',
    'We are sending it through PayPal. We will email you again when it has been paid.',
  ],
  waiting: [
    'Your payout of $1,250.00 is waiting for you',
    'Your payout is waiting for you',
    'There is no PayPal account for this e-mail address. Open one for this address, or add the address to your account, and claim the payout.',
    KEPT,
  ],
  completed: [
    'Your payout of $1,250.00 is paid',
    'You have been paid $1,250.00',
    'The money went to ada@example.com through PayPal.',
  ],
  failed: [
    'Your payout of $1,250.00 could not be paid',
    'Your payout of $1,250.00 could not be paid',
    LOCKED,
    AVAILABLE,
  ],
  returned: [
    'Your payout of $1,250.00 came back',
    'Your payout of $1,250.00 came back to us',
    'We paid it, but the money was returned to us.',
    LOCKED,
    AVAILABLE,
  ],
  cancelled: [
    'Your payout of $1,250.00 is cancelled',
    'Your payout of $1,250.00 is cancelled',
    'It was not paid. The money is available again.',
  ],
};

describe('the words of a letter', () => {
  it.each(Object.entries(WORDS) as [MailKind, string[]][])('are these: %s', (kind, words) => {
    const { subject, heading, paragraphs } = letterFor(kind, LETTER_FIXTURES[kind], SENDER);
    expect([subject, heading, ...paragraphs]).toStrictEqual(words);
  });

  it.each<[MailKind, string, Partial<Payout>, string[]]>([
    [
      'requested-for-admin',
      'goes to the destination on record',
      { destination_changed: false },
      ['It goes to the destination on record.'],
    ],
    [
      'scheduled',
      'has no time on record',
      { scheduled_for: undefined as never },
      [`${SET_ASIDE} its time.`, 'You can cancel it until we start it.'],
    ],
    [
      'started',
      'has no method on record',
      { payment_method: undefined as never },
      ['We are sending it. We will email you again when it has been paid.'],
    ],
    ['waiting', 'waits for nothing that PayPal has named', { provider: undefined as never }, [KEPT]],
    [
      'completed',
      'was paid by Zelle',
      { payment_method: 'zelle' },
      ['The money went to ada@example.com through Zelle.'],
    ],
    [
      'failed',
      'failed without a reason',
      { failure_reason: undefined as never },
      ['We were not told why.', AVAILABLE],
    ],
  ])('%s of a payout that %s are others', (kind, _, facts, paragraphs) =>
    expect(letterFor(kind, { ...LETTER_FIXTURES[kind], ...facts }, SENDER).paragraphs).toStrictEqual(
      paragraphs,
    ),
  );
});

describe('the facts of a letter', () => {
  const PAYOUT: Payout = { ...LETTER_FIXTURES.completed, scheduled_for: '2026-03-02T08:00:00.000Z' };
  const ALL = [
    ['Amount', '$1,250.00'],
    ['To', 'ada@example.com (PayPal)'],
    ['Requested', '1 March 2026, 12:00 UTC'],
    ['Scheduled for', '2 March 2026, 08:00 UTC'],
    ['Transaction', '8AB12345CD678901E'],
    ['Note', 'Thank you for a good quarter.'],
    ['Payout', PAYOUT.payout_id],
  ];

  it('are all that are on record, and to the admin who it is for', () => {
    expect(letterFor('completed', PAYOUT, SENDER).facts).toStrictEqual(ALL);
    expect(letterFor('requested-for-admin', PAYOUT, SENDER).facts).toStrictEqual([
      ['Affiliate', 'aff-ada'],
      ...ALL,
    ]);
  });

  it.each<[object, string[][]]>([
    [{}, []],
    [{ payment_method: 'zelle' }, []],
    [{ payment_email: 'ada@example.com' }, [['To', 'ada@example.com']]],
  ])('are none that are not: of a destination, only %j', (destination, to) => {
    const { payout_id, affiliate_id, amount, status, history, destination_changed } = PAYOUT;
    const least = { payout_id, affiliate_id, amount, status, history, destination_changed };
    const { facts } = letterFor('cancelled', { ...least, ...destination } as Payout, SENDER);
    expect(facts).toStrictEqual([['Amount', '$1,250.00'], ...to, ['Payout', PAYOUT.payout_id]]);
  });
});

describe('a letter as a page', () => {
  it('looks like this one', async () => {
    const letter = letterFor('completed', LETTER_FIXTURES.completed, SENDER);
    await expect(render(letter, SENDER).html).toMatchFileSnapshot('./letter.html');
  });

  it('has no more paragraphs than the letter, if that has no link', () => {
    const letter = letterFor('completed', LETTER_FIXTURES.completed, { company: SENDER.company });
    const { text, html } = render(letter, SENDER);
    expect(
      Array.from(html.matchAll(/<(?:p|h1)\b[^>]*>(.*)<\/(?:p|h1)>/g), ([, words]) => words),
    ).toStrictEqual([SENDER.company, letter.heading, ...letter.paragraphs]);
    expect(text.split('\n\n').slice(0, -2)).toStrictEqual([letter.heading, ...letter.paragraphs]);
  });
});
