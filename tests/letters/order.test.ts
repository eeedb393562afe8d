import { setTimeout as sleep } from 'node:timers/promises';
import type { DynamoDBRecord } from 'aws-lambda';
import { expect, it } from 'vitest';
import { buildProcessPayout } from '../../functions/admin/process.ts';
import { buildNotify } from '../../functions/workers/notify.ts';
import type { SendMail } from '../../libs/email/send.ts';
import { contextOf } from '../../testing/call.ts';
import { callExpecting } from '../../testing/expect.ts';
import { payoutThatIs, processing } from '../../testing/lifecycle.ts';
import { changeOf, type Item, storedPayout } from '../../testing/other-service.ts';
import { useWorld } from '../../testing/use-world.ts';

const world = useWorld();

it('the letters of one payout go out in the order of its changes, however long SES takes for one of them', async () => {
  const { payout_id } = await payoutThatIs(world, 'pending', {}, { payment_method: 'zelle' });
  const Records: DynamoDBRecord[] = [];
  let before: Item | undefined;
  const show = async () => {
    const after = (await storedPayout(world, payout_id)) ?? {};
    const { dynamodb, ...rest } = changeOf(before, after);
    Records.push({ ...rest, dynamodb: { ...dynamodb, SequenceNumber: String(Records.length + 1) } });
    before = after;
  };
  await show();
  for (const instruction of [{ action: 'start' }, { action: 'complete', transaction_id: 'T-1' }]) {
    await callExpecting(200, buildProcessPayout(world), processing(payout_id, instruction));
    await show();
  }
  const sent: string[] = [];
  const sendMail: SendMail = async (_to, { subject }) => {
    await sleep(subject.startsWith('We have') ? 100 : 0);
    sent.push(subject);
    return 'sent';
  };
  const settings = { ...world.settings, email: { from: 'payouts@example.com' } };
  const notify = buildNotify({ ...world, settings, sendMail });
  expect(await notify({ Records }, contextOf())).toStrictEqual({ batchItemFailures: [] });
  expect(sent).toStrictEqual([
    'We have your request for $50.00',
    'Your payout of $50.00 is on its way',
    'Your payout of $50.00 is paid',
  ]);
});
