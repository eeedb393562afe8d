import { beforeAll, describe, expect, it } from 'vitest';
import { buildRequestPayout } from '../../../functions/payouts/request.ts';
import { localToken } from '../../../local/token.ts';
import { callExpecting } from '../../../testing/expect.ts';
import { logTexts } from '../../../testing/log-lines.ts';
import { useHandler } from '../../../testing/use-handler.ts';
import { addAffiliate } from '../../../testing/world.ts';

const POST = { method: 'POST', path: '/payouts/request' };

const { world, handler: request } = useHandler(buildRequestPayout);
let user: string;
beforeAll(async () => {
  user = (await addAffiliate(world)).user_id;
});

describe('POST /payouts/request: log', () => {
  it('logs neither the token nor the payment address', async () => {
    const token = localToken(user);
    const headers = { authorization: `Bearer ${token}x` };
    await callExpecting(401, request, { ...POST, headers, body: { amount: 5000 } });
    const body = { amount: 5000, payment_email: 'secret@example.com' };
    await callExpecting(201, request, { ...POST, as: user, body });
    const lines = logTexts().join();
    expect(lines).toContain(user);
    expect(lines).not.toContain(token.split('.')[1]);
    expect(lines).not.toContain('secret@example.com');
  });
});
