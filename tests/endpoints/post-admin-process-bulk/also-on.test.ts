import { describe, expect, it } from 'vitest';
import { buildProcessPayouts } from '../../../functions/admin/process-bulk.ts';
import { call } from '../../../testing/call.ts';
import { withClient } from '../../../testing/client.ts';
import { callExpecting } from '../../../testing/expect.ts';
import { payoutThatIs, processingAll } from '../../../testing/lifecycle.ts';
import { logTexts } from '../../../testing/log-lines.ts';
import { useHandler } from '../../../testing/use-handler.ts';
import { addAffiliate, addFiledPayouts } from '../../../testing/world.ts';

interface Shown {
  payout_id: string;
  success: boolean;
  also_on?: string[];
}

const { world, handler: processAll } = useHandler(buildProcessPayouts);

const processing = async (count: number) =>
  Promise.all(Array.from({ length: count }, async () => (await payoutThatIs(world, 'processing')).payout_id));

const completing = (ids: string[], transaction_id: string) =>
  ids.map((payout_id) => ({ payout_id, action: 'complete', transaction_id }));

async function results(items: object[], handler = processAll): Promise<Shown[]> {
  const { json } = await callExpecting(200, handler, processingAll(items));
  return json.data.results;
}

describe('POST /admin/payouts/process: also_on', () => {
  it('names the payouts that have the transaction already, and those of the same call', async () => {
    const [first = '', second = '', third = '', alone = ''] = await processing(4);
    const [one] = await results(completing([first], 'T-shared'));
    expect(one).not.toHaveProperty('also_on');
    const items = [...completing([second, third], 'T-shared'), ...completing([alone], 'T-alone')];
    const shown = await results(items);
    expect(shown.map(({ also_on }) => also_on?.toSorted())).toStrictEqual([
      [first, third].toSorted(),
      [first, second].toSorted(),
      undefined,
    ]);
  });

  it('names those of the same call, although the index does not have them yet', async () => {
    const [first = '', second = ''] = await processing(2);
    const store = withClient(world, (name, send, input) => {
      if (name !== 'QueryCommand' || !JSON.stringify(input).includes('transaction-payouts-index'))
        return send();
      return Promise.resolve({ output: { Items: [] }, response: {} });
    });
    const items = completing([first, second], 'T-behind');
    const shown = await results(items, buildProcessPayouts({ ...world, store }));
    expect(shown.map(({ also_on }) => also_on)).toStrictEqual([[second], [first]]);
  });

  it('names what an amendment meets, and nothing for a step without a transaction', async () => {
    const [wrong = '', right = '', open = ''] = await processing(3);
    await results([...completing([wrong], 'T-typo'), ...completing([right], 'T-right')]);
    const [amended, failed] = await results([
      { payout_id: wrong, action: 'amend', transaction_id: 'T-right' },
      { payout_id: open, action: 'fail', reason: 'The account is closed.' },
    ]);
    expect(amended).toMatchObject({ success: true, also_on: [right] });
    expect(failed).toMatchObject({ success: true });
    expect(failed).not.toHaveProperty('also_on');
  });

  it('names those of another service, with blanks around their transaction', async () => {
    const facts = { status: 'completed', processed_at: '2026-01-01T00:00:00.000Z' } as const;
    const { affiliate_id } = await addAffiliate(world);
    const [one, other] = await addFiledPayouts(
      world,
      { ...facts, affiliate_id, transaction_id: ' T-blank' },
      { ...facts, affiliate_id, transaction_id: 'T-blank ' },
    );
    const items = [{ payout_id: one?.payout_id, action: 'amend', notes: 'For May.' }];
    expect(await results(items)).toMatchObject([{ success: true, also_on: [other?.payout_id] }]);
  });

  it('names a hundred at most, with one query of as many', async () => {
    const facts = {
      status: 'completed',
      transaction_id: 'T-many',
      processed_at: '2026-01-01T00:00:00.000Z',
    } as const;
    await addFiledPayouts(world, ...Array.from({ length: 250 }, () => facts));
    const [payoutId = ''] = await processing(1);
    const counts: number[] = [];
    const store = withClient(world, async (name, send, input) => {
      const answer = await send();
      const isIt = name === 'QueryCommand' && JSON.stringify(input).includes('transaction-payouts-index');
      if (isIt) counts.push((answer.output as { ScannedCount: number }).ScannedCount);
      return answer;
    });
    const items = completing([payoutId], 'T-many');
    const [shown] = await results(items, buildProcessPayouts({ ...world, store }));
    expect(shown?.also_on).toHaveLength(100);
    expect(shown?.also_on).not.toContain(payoutId);
    expect(counts).toStrictEqual([101]);
  });

  it('leaves out what cannot be read: what was done is not answered with an error', async () => {
    const [first = '', second = ''] = await processing(2);
    await results(completing([first], 'T-unread'));
    const store = withClient(world, (name, send, input) => {
      if (name === 'QueryCommand' && JSON.stringify(input).includes('transaction-payouts-index'))
        throw Object.assign(new Error('denied'), { $metadata: { httpStatusCode: 400 } });
      return send();
    });
    const handler = buildProcessPayouts({ ...world, store });
    const answer = await call(handler, processingAll(completing([second], 'T-unread')));
    expect(answer.json.data).toMatchObject({ succeeded: 1, results: [{ success: true }] });
    expect(answer.json.data.results[0]).not.toHaveProperty('also_on');
    expect(logTexts().join()).toContain('transactions-unread');
  });
});
