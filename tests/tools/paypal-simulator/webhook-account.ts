import { createVerify, X509Certificate } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { expect } from 'vitest';
import { openAccount, send } from './account.ts';
import { type Received, startListener } from './webhook-listener.ts';

/** An account with a listener for its webhooks. */
export async function openListened() {
  const listener = await startListener();
  return { ...(await openAccount({ webhookUrl: listener.url })), listener };
}

/** Whether the signature verifies with the certificate that the headers name. */
export async function isVouchedFor({ headers, body }: Pick<Received, 'headers' | 'body'>, webhookId: string) {
  const { text, status } = await send(String(headers['paypal-cert-url']));
  expect(status).toBe(200);
  const id = headers['paypal-transmission-id'];
  const message = `${id}|${headers['paypal-transmission-time']}|${webhookId}|${crc32(body)}`;
  return createVerify('RSA-SHA256')
    .update(message)
    .verify(new X509Certificate(text).publicKey, String(headers['paypal-transmission-sig']), 'base64');
}
