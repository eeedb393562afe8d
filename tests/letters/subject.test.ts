import { expect, it } from 'vitest';
import { render } from '../../libs/email/render.ts';

it.each([
  'one\r\nBcc: thief@example.com',
  'one\nBcc: thief@example.com',
  'one\u2028Bcc: thief@example.com',
  '\none\n\nBcc: thief@example.com\r\n',
])('a subject is one line: %j', (subject) => {
  const letter = { subject, heading: subject, paragraphs: [subject], facts: [] };
  const mail = render(letter, { company: subject });
  expect(mail.subject).toBe('one Bcc: thief@example.com');
  expect(mail.text).not.toContain('\nBcc');
});

it('a letter stays text in HTML, in every place that it has', () => {
  const words = `<b>Bold</b> & "so" 'on'`;
  const { html } = render(
    {
      subject: words,
      heading: words,
      paragraphs: [words],
      link: { label: words, url: words },
      facts: [[words, words]],
    },
    { company: words },
  );
  expect(html).not.toMatch(/<b>|& |"so"|'on'/);
  // Its title, company, heading and paragraph, the link's words and address, and a fact.
  expect(html.split('&lt;b&gt;Bold&lt;/b&gt; &amp; &quot;so&quot; &#39;on&#39;')).toHaveLength(10);
});
