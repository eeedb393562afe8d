import { DeleteCommand, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Store } from '../libs/store/engine/client.ts';
import affiliates from '../local/demo/affiliates.json' with { type: 'json' };
import payouts from '../local/demo/payouts.json' with { type: 'json' };

/** Sets a database to exactly the demo data, as right after `npm start`. */
export async function putDemo({ db, tables }: Store): Promise<void> {
  await Promise.all([
    removeOthers(tables.payouts, 'payout_id', payouts),
    removeOthers(tables.balances, 'affiliate_id', []),
    removeOthers(tables.runs, 'run_id', []),
    ...affiliates.map((Item) => db.send(new PutCommand({ TableName: tables.affiliates, Item }))),
    ...payouts.map((Item) => db.send(new PutCommand({ TableName: tables.payouts, Item }))),
  ]);

  async function removeOthers(TableName: string, key: string, kept: Record<string, unknown>[]) {
    const { Items = [] } = await db.send(new ScanCommand({ TableName }));
    const others = Items.filter((item) => !kept.some((demo) => demo[key] === item[key]));
    await Promise.all(
      others.map((item) => db.send(new DeleteCommand({ TableName, Key: { [key]: item[key] } }))),
    );
  }
}
