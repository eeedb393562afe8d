import { expect, it } from 'vitest';
import { benchSender } from '../../../bench/sender.ts';

it('posts every payout exactly once, and makes no dead letters, if more are started than PayPal takes', async () => {
  const { tables, promises } = await benchSender({ payouts: 420, shards: 3, saysWhen: false, speed: 20 });
  const [table] = tables;
  const column = (name: string) => table?.rows.map((row) => row[table.head.indexOf(name)]);
  expect(column('dead letters')).toStrictEqual(['0']);
  // How fast it is, and what PayPal refuses or the sync has to do, depends on the machine.
  expect(promises.map(({ text }) => text)).toContain('no record becomes a dead letter');
});
