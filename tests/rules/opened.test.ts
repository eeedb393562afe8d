import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const PAYPAL = ['withPaypal'];
const EMAIL = ['withEmail'];

/** Without PayPal, a start would be one to pay by hand; without mail, nobody would be told of anything. */
const OPENED: Record<string, string[]> = {
  'admin/process': PAYPAL,
  'admin/process-bulk': PAYPAL,
  'admin/runs-confirm': PAYPAL,
  'admin/runs-create': PAYPAL,
  router: PAYPAL,
  'webhooks/paypal': PAYPAL,
  'workers/notify': EMAIL,
  'workers/redrive': [...PAYPAL, ...EMAIL],
  'workers/send-digest': EMAIL,
  'workers/send-paypal': PAYPAL,
  'workers/sweep': EMAIL,
  'workers/sync-paypal': PAYPAL,
};

/** What the handler of a function opens, as its last statement says. */
function openedIn(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  const handler = text.slice(text.indexOf('export const handler ='));
  return handler.match(/\bwith(?:Paypal|Email)\b/g) ?? [];
}

it('what is deployed opens PayPal and mail where it acts by them, and nowhere else', () => {
  const names = globSync('functions/**/*.ts')
    .filter((file) => readFileSync(file, 'utf8').includes('export const handler ='))
    .map((file) => file.slice('functions/'.length, -'.ts'.length));
  const found = names.map((name) => [name, openedIn(`functions/${name}.ts`)] as const);
  expect(Object.fromEntries(found.filter(([, opened]) => opened.length > 0))).toStrictEqual(OPENED);
});
