import { describe, expect, it } from 'vitest';
import type { MailKind } from '../../libs/email/mails.ts';
import { render } from '../../libs/email/render.ts';
import { letterFor } from '../../libs/email/templates.ts';
import { unlinkedAddress } from '../../libs/email/unlinked.ts';
import type { Payout } from '../../libs/payouts/payout.ts';
import { LETTER_FIXTURES } from '../../local/demo/letters.ts';

const SENDER = {
  company: 'Acme Affiliates',
  payoutPage: 'https://pay.acme.test/dashboard/#/payouts/{payout_id}',
  adminPayoutPage: 'https://admin.acme.test/payouts?id={payout_id}&from=mail',
};
const KINDS = Object.keys(LETTER_FIXTURES) as MailKind[];

const HOSTILE_LINKS = [
  'Your receipt: https://evil.org/login',
  'https://evil.org',
  'HTTP://EVIL.ORG/a?b=c',
  'see www.evil.org/login now',
  'evil.org',
  'pay.acme.test.evil.org',
  'evil.org:8443/x',
  'https:\\\\evil.org',
  '//evil.org',
  'ftp://evil.org',
  'javascript://evil.org/%0aalert(1)',
  'http://192.0.2.1/login',
  'mailto:thief@evil.org',
  'call tel:+15550100',
  'write to thief@evil.org',
  'https://user@evil.org',
  'https://evil。org',
  'https://evil．org',
  'https://evil｡org',
  'https：//evil',
  'write to thief＠evil',
  '<a href="https://evil.org">here</a>',
  '[here](https://evil.org)',
  'line\nhttps://evil.org\u2028www.evil.org',
];

/** What mail programs make links of: schemes, www, bare hosts, and addresses. */
const AUTOLINKS = [
  /\b[a-z][a-z+.-]*[:：]\/?[/\\]/iu,
  /\b(?:mailto|tel|sms|javascript|data):\S/iu,
  /\bwww[.。．｡]/iu,
  /[\p{L}\p{N}-][.。．｡][\p{L}\p{N}]{2,}/u,
  /[\p{L}\p{N}.+_-][@＠][\p{L}\p{N}]/u,
  /[/\\]{2}[\p{L}\p{N}-]+[.。．｡]\p{L}/u,
];

/** What is left of a letter's words without our amounts and our link, which must stand in it once. */
function wordsOf(text: string, link: string): string {
  return text.replaceAll('$1,250.00', '').replace(link, '');
}

/** The page of the payout, for who gets the letter. */
function linkOf(kind: MailKind): string {
  const { payout_id } = LETTER_FIXTURES[kind];
  return kind === 'requested-for-admin'
    ? `https://admin.acme.test/payouts?id=${payout_id}&from=mail`
    : `https://pay.acme.test/dashboard/#/payouts/${payout_id}`;
}

const shown = (html: string) =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');

function hostilePayout(kind: MailKind, words: string): Payout {
  return {
    ...LETTER_FIXTURES[kind],
    affiliate_id: words,
    payment_email: words,
    recorded_email: words,
    transaction_id: words,
    notes: words,
    failure_reason: words,
  };
}

describe.each(KINDS)('C11: the letter %s', (kind) => {
  const link = linkOf(kind);

  it.each(HOSTILE_LINKS)('has no link but ours, whatever people wrote: %j', (words) => {
    const { text, html } = render(letterFor(kind, hostilePayout(kind, words), SENDER), SENDER);
    const hrefs = Array.from(html.matchAll(/href="([^"]*)"/g), ([, href]) => href);
    expect(hrefs).toStrictEqual([link.replace('&', '&amp;')]);
    expect(html.match(/<a\b/g)).toHaveLength(1);
    for (const autolink of AUTOLINKS) {
      expect(wordsOf(text, link)).not.toMatch(autolink);
      expect(wordsOf(shown(html), link)).not.toMatch(autolink);
    }
  });

  it.each(HOSTILE_LINKS)('reads as it was written: %j', (words) => {
    const payout = { ...hostilePayout(kind, 'x'), notes: words };
    const { text, html } = render(letterFor(kind, payout, SENDER), SENDER);
    const seen = words.replace(/[\n\u2028]+/g, ' ');
    expect(text.replaceAll('\u200c', '')).toContain(seen);
    expect(
      shown(html)
        .replaceAll('\u200c', '')
        .replace(/[\n\u2028]/g, ' '),
    ).toContain(seen);
  });
});

describe('the link to a payout', () => {
  it.each(KINDS)('leads nowhere else, whatever the id of an old payout is: %s', (kind) => {
    const payout = { ...LETTER_FIXTURES[kind], payout_id: '../$&" onclick="y https://evil.org/' };
    const url = linkOf(kind).replace(
      LETTER_FIXTURES[kind].payout_id,
      () => '..%2F%24%26%22%20onclick%3D%22y%20https%3A%2F%2Fevil.org%2F',
    );
    const { text, html } = render(letterFor(kind, payout, SENDER), SENDER);
    expect(text).toContain(`${kind === 'completed' ? 'Your receipt' : 'See this payout'}: ${url}\n`);
    expect(html).toContain(`<a href="${url.replace('&from', '&amp;from')}"`);
    expect(wordsOf(text, url)).not.toContain('evil.org');
  });

  it.each(KINDS)('is missing where there is no page, and a sentence says where the payout is: %s', (kind) => {
    const words: Partial<Record<MailKind, string>> = {
      completed: 'Your receipt is with the payout, in your account.',
      'requested-for-admin': 'You will find it in the list of payouts.',
    };
    const sender = { company: SENDER.company };
    const { text, html } = render(letterFor(kind, LETTER_FIXTURES[kind], sender), sender);
    expect(text.split('\n')).toContain(words[kind] ?? 'You can see this payout in your account.');
    expect(html).not.toMatch(/<a\b/);
    const linked = render(letterFor(kind, LETTER_FIXTURES[kind], SENDER), SENDER);
    expect(linked.text).not.toContain(words[kind] ?? 'in your account');
  });

  it('leads affiliates and admins to pages of their own, of which one may be missing', () => {
    const { adminPayoutPage: _, ...sender } = SENDER;
    expect(letterFor('requested', LETTER_FIXTURES.requested, sender).link?.url).toBe(linkOf('requested'));
    const admins = letterFor('requested-for-admin', LETTER_FIXTURES['requested-for-admin'], sender);
    expect(admins.link).toBeUndefined();
  });
});

describe('an address', () => {
  it('can be copied out of a letter', () => {
    for (const kind of KINDS) {
      const { text, html } = render(letterFor(kind, LETTER_FIXTURES[kind], SENDER), SENDER);
      expect(text).toContain(LETTER_FIXTURES[kind].payment_email);
      expect(html).toContain(LETTER_FIXTURES[kind].payment_email);
    }
  });

  it.each([
    ['ada@example.com', true],
    ['a@b.c', true],
    ['Ada.Lovelace_2+pay-outs@mail.sub-domain.example.co.uk', true],
    ['ada@example', false],
    ['ada@example.com/login', false],
    ['see ada@example.com', false],
    ['.ada@example.com', false],
    ['ada.@example.com', false],
    ['ada..lovelace@example.com', false],
    ['ada@.example.com', false],
    ['ada@example..com', false],
    ['ada@example.com.', false],
    ['//ada@example.com', false],
    ['ada.b:c@example.com', false],
    ['ada@thief@example.com', false],
    ['ada@example:80.com', false],
    ['ada@example.com:80', false],
    ['ädä@example.com', false],
  ])('is left as it is only in its plain form: %s, %s', (address, isPlain) =>
    expect(unlinkedAddress(address) === address).toBe(isPlain),
  );
});
