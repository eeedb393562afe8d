import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { digestLetter } from '../libs/email/digest.ts';
import type { MailKind } from '../libs/email/mails.ts';
import { render } from '../libs/email/render.ts';
import { letterFor } from '../libs/email/templates.ts';
import { receiptOf } from '../libs/receipt/content.ts';
import { renderReceipt } from '../libs/receipt/pdf.ts';
import { runScript } from '../terminal/run-script.ts';
import { DIGEST_FIXTURE, DIGEST_PERIOD, LETTER_FIXTURES } from './demo/letters.ts';

/** Writes every letter, and one receipt, as they are sent, into a folder for a person to look at. */

const FOLDER = join(import.meta.dirname, '../preview');
const SENDER = {
  company: 'Acme Affiliates',
  payoutPage: 'https://pay.example.com/payouts/{payout_id}',
  adminPayoutPage: 'https://pay.example.com/admin/payouts/{payout_id}',
};

async function main(): Promise<undefined> {
  parseArgs();
  await mkdir(FOLDER, { recursive: true });
  const letters = Object.entries(LETTER_FIXTURES).map(
    ([kind, payout]) => [kind, letterFor(kind as MailKind, payout, SENDER)] as const,
  );
  for (const [name, letter] of [
    ...letters,
    ['digest', digestLetter(DIGEST_FIXTURE, DIGEST_PERIOD, SENDER)],
  ] as const) {
    const { text, html } = render(letter, SENDER);
    await writeFile(join(FOLDER, `${name}.html`), html);
    await writeFile(join(FOLDER, `${name}.txt`), text);
  }
  const company = { name: SENDER.company, address: '1 Example Street; Springfield' };
  const receipt = await renderReceipt(receiptOf(LETTER_FIXTURES.completed, company));
  await writeFile(join(FOLDER, 'receipt.pdf'), receipt);
  process.stdout.write(`Look into ${FOLDER}.\n`);
}

await runScript({ name: 'npm run preview --', usage: 'Usage: npm run preview' }, main);
