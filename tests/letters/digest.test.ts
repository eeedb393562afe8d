import { describe, expect, it } from 'vitest';
import { digestLetter } from '../../libs/email/digest.ts';
import { render } from '../../libs/email/render.ts';
import { addNew, type Digest, emptyDigest } from '../../libs/payouts/digest.ts';
import type { RecordedPayout } from '../../libs/payouts/payout.ts';
import { DIGEST_FIXTURE, DIGEST_PERIOD, LETTER_FIXTURES } from '../../local/demo/letters.ts';

const SENDER = {
  company: 'Acme Affiliates',
  adminPayoutPage: 'https://admin.acme.test/payouts?id={payout_id}&from=mail',
};

const write = (digest: Digest, sender: Partial<typeof SENDER> = SENDER) => {
  const all = { company: SENDER.company, ...sender };
  return render(digestLetter(digest, DIGEST_PERIOD, all), all);
};

const pending = (facts: object = {}) => ({ ...LETTER_FIXTURES.requested, ...facts }) as RecordedPayout;

describe("the digest's letter", () => {
  it('says what waits, what needs a person and what is new, in text and in HTML', () => {
    const { subject, text, html } = write(DIGEST_FIXTURE);
    expect(subject).toBe('Payouts: 12 pending, 5 new');
    expect(text).toBe(
      [
        '12 payouts are waiting for you',
        '5 payouts came in between 1 March 2026, 06:00 UTC and 2 March 2026, 06:00 UTC.',
        'The one that has waited longest: https://admin.acme.test/payouts?id=3f0c9a52-7c1e-4b7e-9a55-1c2d3e4f5a6b&from=mail',
        [
          'Pending, PayPal:         8 payouts, $4,000.00',
          'Pending, Zelle:          4 payouts, $1,234.50',
          'Pending, with a warning: 2 payouts, $600.00',
          'To pay by hand:          3 payouts, $900.00',
          'New:                     5 payouts, $250.00',
        ].join('\n'),
        '-- \nAcme Affiliates',
      ].join('\n\n'),
    );
    for (const fact of ['12 payouts are waiting for you', '4 payouts, $1,234.50', 'To pay by hand'])
      expect(html).toContain(fact);
    expect(html.match(/href="[^"]*"/g)).toStrictEqual([
      'href="https://admin.acme.test/payouts?id=3f0c9a52-7c1e-4b7e-9a55-1c2d3e4f5a6b&amp;from=mail"',
    ]);
  });

  it('has a line for each method and each need of which there is something', () => {
    const one = { count: 1, total_amount: 100 };
    const digest: Digest = {
      ...DIGEST_FIXTURE,
      pending: { paypal: { count: 0, total_amount: 0 }, zelle: { count: 0, total_amount: 0 }, other: one },
      needs: { warned: one, 'by-hand': one, late: one, unreadable: { count: 1, total_amount: 0 } },
    };
    const { heading, facts } = digestLetter(digest, DIGEST_PERIOD, SENDER);
    expect(heading).toBe('1 payout is waiting for you');
    expect(facts).toStrictEqual([
      ['Pending, no method', '1 payout, $1.00'],
      ['Pending, with a warning', '1 payout, $1.00'],
      ['To pay by hand', '1 payout, $1.00'],
      ['At PayPal for over a day', '1 payout, $1.00'],
      ['Cannot be read', '1 payout, $0.00'],
      ['New', '5 payouts, $250.00'],
    ]);
  });

  it('says in words where the payouts are if there is no page, or none that waits', () => {
    const words = 'You will find them in the list of payouts.';
    expect(write(DIGEST_FIXTURE, {}).text.split('\n')).toContain(words);
    expect(write(DIGEST_FIXTURE).text).not.toContain(words);
    const quiet = emptyDigest();
    addNew(quiet, pending());
    const { subject, text, html } = write(quiet);
    expect(subject).toBe('Payouts: 0 pending, 1 new');
    expect(text).toContain('No payout is waiting for you');
    expect(text.split('\n')).toContain('New: 1 payout, $1,250.00');
    expect(write({ ...quiet, cameIn: { count: 0, total_amount: 0 } }).text).toContain(
      'No payout came in between 1 March',
    );
    expect(text.split('\n')).toContain(words);
    expect(html).not.toMatch(/<a\b/);
  });

  it('says that there are more than it could count', () => {
    const words = 'each number is a minimum';
    expect(write({ ...DIGEST_FIXTURE, isWhole: false }).text).toContain(words);
    expect(write(DIGEST_FIXTURE).text).not.toContain(words);
  });

  it('leads nowhere else, whatever the id of an old payout is', () => {
    const { html } = write({ ...DIGEST_FIXTURE, oldest: '" onclick="y https://evil.org/' });
    expect(html.match(/href="[^"]*"/g)).toStrictEqual([
      'href="https://admin.acme.test/payouts?id=%22%20onclick%3D%22y%20https%3A%2F%2Fevil.org%2F&amp;from=mail"',
    ]);
  });
});
