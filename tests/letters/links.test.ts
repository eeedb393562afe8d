import { describe, expect, it } from 'vitest';
import type { MailKind } from '../../libs/email/mails.ts';
import { render } from '../../libs/email/render.ts';
import { letterFor } from '../../libs/email/templates.ts';
import type { Payout } from '../../libs/payouts/payout.ts';
import { LETTER_FIXTURES } from '../../local/demo/letters.ts';

const SENDER = { company: 'Acme Affiliates', publicUrl: 'https://pay.acme.test' };
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
  '<a href="https://evil.org">here</a>',
  '[here](https://evil.org)',
  'line\nhttps://evil.org\u2028www.evil.org',
];

/** What mail programs make links of: schemes, www, bare hosts, and addresses. */
const AUTOLINKS = [
  /\b[a-z][a-z+.-]*:\/?[/\\]/iu,
  /\b(?:mailto|tel|sms|javascript|data):\S/iu,
  /\bwww[.。．｡]/iu,
  /[\p{L}\p{N}-][.。．｡][\p{L}\p{N}]{2,}/u,
  /[\p{L}\p{N}.+_-]@[\p{L}\p{N}]/u,
  /[/\\]{2}[\p{L}\p{N}-]+[.。．｡]\p{L}/u,
];

/**
 * What is left of a letter's words without our amounts and our link, which must stand in it once or not at
 * all.
 */
function wordsOf(text: string, link: string | undefined): string {
  const words = text.replaceAll('$1,250.00', '');
  return link === undefined ? words : words.replace(link, '');
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
  const receipt = `https://pay.acme.test/payouts/${LETTER_FIXTURES[kind].payout_id}/receipt`;
  const link = kind === 'completed' ? receipt : undefined;

  it.each(HOSTILE_LINKS)('has no link but ours, whatever people wrote: %j', (words) => {
    const { text, html } = render(letterFor(kind, hostilePayout(kind, words), SENDER), SENDER);
    const hrefs = Array.from(html.matchAll(/href="([^"]*)"/g), ([, href]) => href);
    expect(hrefs).toStrictEqual(link === undefined ? [] : [link]);
    expect(html.match(/<a\b/g) ?? []).toHaveLength(hrefs.length);
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

describe('the link to a receipt', () => {
  it('leads nowhere else, whatever the id of an old payout is', () => {
    const payout = { ...LETTER_FIXTURES.completed, payout_id: '../x" onclick="y https://evil.org/' };
    const { text, html } = render(letterFor('completed', payout, SENDER), SENDER);
    const url =
      'https://pay.acme.test/payouts/..%2Fx%22%20onclick%3D%22y%20https%3A%2F%2Fevil.org%2F/receipt';
    expect(text).toContain(`Your receipt: ${url}`);
    expect(html).toContain(`<a href="${url}"`);
  });

  it('is missing, and a sentence says where the receipt is, if the deployment has no address', () => {
    const { company } = SENDER;
    const { text, html } = render(letterFor('completed', LETTER_FIXTURES.completed, { company }), {
      company,
    });
    expect(text).toContain('Your receipt is with the payout, in your account.');
    expect(html).not.toMatch(/<a\b/);
  });
});

describe('a plain address', () => {
  it('can be copied out of a letter', () => {
    for (const kind of KINDS) {
      const { text, html } = render(letterFor(kind, LETTER_FIXTURES[kind], SENDER), SENDER);
      expect(text).toContain(LETTER_FIXTURES[kind].payment_email);
      expect(html).toContain(LETTER_FIXTURES[kind].payment_email);
    }
  });
});
