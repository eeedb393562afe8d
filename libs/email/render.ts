import { escapeHtml } from '../runtime/text.ts';
import type { Letter, Sender } from './letter.ts';

/** A letter as mail programs take it. */
export interface Rendered {
  subject: string;
  text: string;
  html: string;
}

/**
 * Renders a letter as plain text and as HTML that says the same. What people wrote stays text in both, and in
 * the subject.
 */
export function render(letter: Letter, sender: Sender): Rendered {
  return {
    subject: oneLine(letter.subject),
    text: renderText(letter, sender),
    html: renderHtml(letter, sender),
  };
}

function renderText({ heading, paragraphs, link, facts }: Letter, { company }: Sender): string {
  const width = Math.max(...facts.map(([label]) => label.length));
  const rows = facts.map(([label, value]) => `${`${label}:`.padEnd(width + 2)}${oneLine(value)}`);
  const links = link ? [`${link.label}: ${link.url}`] : [];
  const sentences = [heading, ...paragraphs, ...links].map(oneLine);
  return [...sentences, rows.join('\n'), `-- \n${oneLine(company)}`].join('\n\n');
}

/** Tables and inline styles, because that is all that mail programs agree on. */
function renderHtml({ subject, heading, paragraphs, link, facts }: Letter, { company }: Sender): string {
  const rows = facts.map(
    ([label, value]) =>
      `<tr><td style="${LABEL}">${escapeHtml(label)}</td><td style="${VALUE}">${escapeHtml(value)}</td></tr>`,
  );
  const sentences = [...paragraphs.map(escapeHtml), ...(link ? [linkHtml(link)] : [])];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no">
<title>${escapeHtml(subject)}</title>
</head>
<body style="margin:0;padding:0;background:#f3f4f6;">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#f3f4f6;">
<tr><td align="center" style="padding:24px 12px;">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="${CARD}">
<tr><td style="padding:28px 28px 8px;">
<p style="margin:0 0 16px;font-size:13px;color:#6b7280;">${escapeHtml(company)}</p>
<h1 style="margin:0 0 16px;font-size:22px;line-height:1.3;color:#111827;">${escapeHtml(heading)}</h1>
${sentences.map((sentence) => `<p style="${PARAGRAPH}">${sentence}</p>`).join('\n')}
</td></tr>
<tr><td style="padding:8px 28px 28px;">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="border-top:1px solid #e5e7eb;">
${rows.join('\n')}
</table>
</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`;
}

const CARD =
  "max-width:560px;background:#ffffff;border-radius:12px;font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;";
const PARAGRAPH = 'margin:0 0 14px;font-size:15px;line-height:1.55;color:#374151;overflow-wrap:anywhere;';
const LABEL =
  'padding:10px 12px 0 0;font-size:13px;color:#6b7280;vertical-align:top;white-space:nowrap;width:1%;';
const VALUE =
  'padding:10px 0 0;font-size:14px;color:#111827;vertical-align:top;overflow-wrap:anywhere;word-break:break-word;';

/** The one link that a letter of ours has. */
function linkHtml({ label, url }: NonNullable<Letter['link']>): string {
  const address = escapeHtml(url);
  return `${escapeHtml(label)}: <a href="${address}" style="color:#1d4ed8;">${address}</a>`;
}

/** No line break and no control character: nothing that could begin another header, or another fact. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}
