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
