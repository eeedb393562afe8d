import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { expect, it } from 'vitest';
import { buildProcessPayout } from '../../functions/admin/process.ts';
import { buildNotify } from '../../functions/workers/notify.ts';
import { buildSweep } from '../../functions/workers/sweep.ts';
import { openEmail, type SendMail } from '../../libs/email/send.ts';
import { freePort } from '../../local/ports.ts';
import { alarmsNamed } from '../../testing/alarms.ts';
import { call, contextOf } from '../../testing/call.ts';
import { AMOUNT, balanceOf, payoutThatIs, processing } from '../../testing/lifecycle.ts';
import { changeOf, putPayout, record, storedPayout } from '../../testing/other-service.ts';
import { expectTruth, recover, send, startedPayout, sync, useRail } from '../../testing/paypal.ts';
import { useWorld } from '../../testing/use-world.ts';
import { addAffiliate, addFiledPayouts } from '../../testing/world.ts';
import { startSes } from './fake-ses.ts';

const world = useWorld();
const rail = useRail(world);

const HOUR_MS = 3_600_000;
const FROM = 'payouts@example.com';
const mailing = (sendMail: SendMail) => ({
  ...world,
  settings: { ...world.settings, email: { from: FROM, adminEmail: 'admin@example.com' } },
  sendMail,
});
const sweep = (sendMail: SendMail) => buildSweep(mailing(sendMail))({}, contextOf({ remainingMs: 300_000 }));
const notify = (sendMail: SendMail, { dynamodb, ...rest }: DynamoDBRecord) =>
  buildNotify(mailing(sendMail))(
    { Records: [{ ...rest, dynamodb: { ...dynamodb, SequenceNumber: '1' } }] },
    contextOf(),
  );

/** What the stream shows of the request that this payout has just been. */
async function requestOf(payout_id: string): Promise<DynamoDBRecord> {
  const after = (await storedPayout(world, payout_id)) ?? {};
  return { eventName: 'INSERT', dynamodb: { NewImage: marshall(after) } } as DynamoDBRecord;
}

/** PayPal answers nothing but 503, however often it is asked. */
function closePaypal(): void {
  for (const on of ['token', 'create', 'batch', 'item'] as const) {
    rail.simulator.plan({ on, kind: 'status', status: 503, times: 1000 });
  }
}

it('a day without SES, without PayPal and without the stream ends with each payout where it belongs, and each step told once', async () => {
  const ses = await startSes({});
  const [up, down] = [ses.url, `http://127.0.0.1:${await freePort()}`].map((endpoint) =>
    openEmail({ from: FROM, endpoint }),
  ) as [SendMail, SendMail];
  // Long ago, without a sender: nobody was told, and it is too late.
  const [old] = await addFiledPayouts(world, { payment_email: 'long-ago@example.com' });
  await startedPayout(world, 'before@example.com');
  rail.clock.ms += HOUR_MS;
  await sweep(up);
  expect(ses.bodies).toStrictEqual([]);

  // The morning: one letter goes out, and comes again in the evening.
  const told = await payoutThatIs(world, 'pending', {}, { payment_email: 'told@example.com' });
  const delivered = await requestOf(told.payout_id);
  await notify(up, delivered);

  // The day. The stream has one record left, which fails; the others are gone.
  closePaypal();
  const failing = await payoutThatIs(world, 'pending', {}, { payment_email: 'failing@example.com' });
  expect(await notify(down, await requestOf(failing.payout_id))).toStrictEqual({
    batchItemFailures: [{ itemIdentifier: '1' }],
  });
  const unsent = await startedPayout(world, 'unsent@example.com');
  const refused = await startedPayout(world, 'refused@example.com');
  const unclear = await startedPayout(world, 'unclear@example.com');
  expect((await send(world, unclear)).batchItemFailures).toHaveLength(1);
  const returned = await payoutThatIs(
    world,
    'pending',
    { payment_method: 'zelle' },
    { payment_method: 'zelle', payment_email: 'returned@example.com' },
  );
  for (const instruction of [
    { action: 'start' },
    { action: 'complete', transaction_id: 'T-1' },
    { action: 'return', reason: 'The account is closed.' },
  ]) {
    rail.clock.ms += HOUR_MS;
    const answer = await call(buildProcessPayout(world), processing(returned.payout_id, instruction));
    expect(answer.status).toBe(200);
  }
  const owner = { payment_email: 'on-record@example.com' };
  const elsewhere = await payoutThatIs(world, 'pending', { payment_email: 'elsewhere@example.com' }, owner);
  const theirs = await addAffiliate(world, { payment_email: 'theirs@example.com' });
  const put = record(world, { affiliate_id: theirs.affiliate_id, payment_email: 'theirs@example.com' });
  await putPayout(world, put);
  for (let hour = 0; hour < 20; hour += 5) {
    rail.clock.ms += 5 * HOUR_MS;
    await sync(world);
    expect(await sweep(down)).toMatchObject({ outcome: 'unfinished', told: 0 });
  }
  expect(alarmsNamed('letters-late')).toHaveLength(4);

  // SES and PayPal are back. Nothing comes by the stream any more, except what was told already.
  rail.simulator.clearFaults();
  await recover(world, rail);
  expect(await sweep(up)).toMatchObject({ outcome: 'done', failed: 0 });
  await notify(up, delivered);
  await notify(up, changeOf(undefined, (await storedPayout(world, failing.payout_id)) ?? {}));
  await recover(world, rail);
  await sweep(up);

  const letters = ses.bodies.map((body) => {
    const { Destination, Content } = body as {
      Destination: { ToAddresses: string[] };
      Content: { Simple: { Subject: { Data: string } } };
    };
    return `${Destination.ToAddresses}: ${Content.Simple.Subject.Data.replace(' of $50.00', '')}`;
  });
  const of = (to: string) =>
    letters.filter((letter) => letter.startsWith(`${to}@`)).map((each) => each.split(': ')[1]);
  const requested = 'We have your request for $50.00';
  const started = 'Your payout is on its way';
  const paid = 'Your payout is paid';
  expect(of('told')).toStrictEqual([requested]);
  expect(of('failing')).toStrictEqual([requested]);
  for (const to of ['unsent', 'unclear']) expect(of(to)).toStrictEqual([requested, started, paid]);
  expect(of('refused')).toStrictEqual([requested, started, 'Your payout could not be paid']);
  expect(of('returned')).toStrictEqual([requested, started, paid, 'Your payout came back']);
  expect(of('on-record')).toStrictEqual(['A payout was requested to a different destination']);
  expect(of('admin')).toHaveLength(7);
  // What the one before the day was told is only how it went on.
  expect(of('before')).toStrictEqual([paid]);
  expect([of('elsewhere'), of('theirs'), of('long-ago')]).toStrictEqual([[], [], []]);

  for (const payout of [unsent, unclear])
    expect(await expectTruth(world, rail.simulator, payout)).toBe('completed');
  expect(await expectTruth(world, rail.simulator, refused)).toBe('failed');
  for (const [{ affiliate }, pending] of [
    [told, AMOUNT],
    [failing, AMOUNT],
    [elsewhere, AMOUNT],
    [returned, 0],
    [{ affiliate: theirs }, 1000],
  ] as const) {
    expect(await balanceOf(world, affiliate)).toMatchObject({ pending, total_paid: 0 });
  }
  expect(await storedPayout(world, old?.payout_id)).not.toHaveProperty('mails');
  ses.close();
});
