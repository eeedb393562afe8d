import { afterAll, beforeAll, expect, it } from 'vitest';
import { fetchApi } from '../../testing/fetch-api.ts';
import { readPdf } from '../../testing/pdf.ts';
import { type Service, startService, tokenOf } from './service.ts';

let service: Service;
beforeAll(async () => {
  service = await startService();
}, 60_000);
afterAll(() => service?.stop());

interface StoredMail {
  subject: string;
  destination: { to: string[] };
}

async function call(user: string, method: string, path: string, body?: object) {
  const response = await fetchApi(service.url + path, {
    method,
    headers: {
      authorization: `Bearer ${tokenOf(service, user)}`,
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  expect(response.ok).toBe(true);
  const { data } = (await response.json()) as { data: { payout: Record<string, string> } };
  return data.payout;
}

async function mailsTo(address: string): Promise<string[]> {
  const response = await fetch(`http://localhost:${service.ports.MAIL_PORT}/store`);
  const { emails } = (await response.json()) as { emails: StoredMail[] };
  return emails.filter(({ destination }) => destination.to.includes(address)).map(({ subject }) => subject);
}

it('a requested payout is paid, each mail is sent once and in order, and there is a receipt', async () => {
  const { payout_id: id } = await call('user-ada', 'POST', '/payouts/request', { amount: 1250 });
  await expect.poll(() => mailsTo('ada@example.com'), { timeout: 20_000 }).toHaveLength(1);
  await call('user-admin', 'POST', `/admin/payouts/${id}/process`, { action: 'start' });
  const read = () => call('user-ada', 'GET', `/payouts/${id}`);
  await expect.poll(read, { timeout: 30_000 }).toMatchObject({ status: 'completed' });
  await expect
    .poll(() => mailsTo('ada@example.com'), { timeout: 20_000 })
    .toStrictEqual([
      'We have your request for $12.50',
      'Your payout of $12.50 is on its way',
      'Your payout of $12.50 is paid',
    ]);
  expect(await mailsTo('admin@example.com')).toStrictEqual(['A payout of $12.50 was requested']);

  const receipt = await fetchApi(`${service.url}/payouts/${id}/receipt`, {
    headers: { authorization: `Bearer ${tokenOf(service, 'user-ada')}` },
  });
  expect(receipt.headers.get('content-type')).toBe('application/pdf');
  const { text } = await readPdf(new Uint8Array(await receipt.arrayBuffer()));
  const { transaction_id = '-', requested_at = '-' } = await read();
  for (const fact of ['$12.50', 'ada@example.com', transaction_id]) expect(text).toContain(fact);
  expect(text).toContain(requested_at.slice(0, 4));
}, 120_000);
