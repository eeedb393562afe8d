import { it } from 'vitest';
import { buildZelleWebhook } from '../../../functions/webhooks/zelle.ts';
import { bankSays, withBank } from '../../../testing/bank.ts';
import { expectRefusal } from '../../../testing/expect.ts';
import { oldPayout } from '../../../testing/lifecycle.ts';
import { RECORDS_UNREADABLE } from '../../../testing/refusals.ts';
import { useHandler } from '../../../testing/use-handler.ts';

const { world, handler } = useHandler((here) => buildZelleWebhook(withBank(here)));

it('a delivery about a record that cannot be read comes again', async () => {
  const { payout_id } = await oldPayout(world, { payment_method: 'zelle', amount: 'fifty' as never });
  await expectRefusal(world, handler, bankSays('payout.completed', payout_id), RECORDS_UNREADABLE);
});
