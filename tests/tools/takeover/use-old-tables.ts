import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import type { Store } from '../../../libs/store/engine/client.ts';
import { audit } from '../../../libs/workflows/audit/audit.ts';
import { makeOldTables } from '../../../takeover/make-old-tables.ts';
import { oldData } from '../../../takeover/old-data.ts';
import { prepareTables } from '../../../takeover/prepare.ts';
import { type EmptyDatabase, useEmptyDatabase } from '../../../testing/commands.ts';

const LIMITS = { minimum: 1000, maximum: 2_000_000 };

/** An empty database for the tests of one file, and names for tables that no other test of it has. */
export function useOldTables() {
  const database: EmptyDatabase = useEmptyDatabase();
  let made = 0;
  const newPrefix = () => `t${++made}_`;
  /** Tables of the old shape. */
  async function oldTables(): Promise<{ store: Store; prefix: string }> {
    const prefix = newPrefix();
    const store = database.storeOf(prefix);
    await makeOldTables(store, database.endpoint, oldData({ seed: made, affiliates: 3, payouts: 30 }));
    return { store, prefix };
  }
  return { database, newPrefix, oldTables };
}

/** The two tables of the old service, as DynamoDB describes them. */
export const descriptionsOf = async (store: Store) =>
  Promise.all(
    [store.tables.affiliates, store.tables.payouts].map(async (TableName) => {
      const answer = await store.db.send(new DescribeTableCommand({ TableName })).catch(() => undefined);
      return answer?.Table;
    }),
  );

/** The kinds of faults that an audit finds in the tables themselves. */
export async function tableKinds(store: Store): Promise<string[]> {
  const { kinds } = await audit({ store, limits: LIMITS });
  return kinds.map(({ kind }) => kind).filter((kind) => /^(?:table|index|stream)-/.test(kind));
}

/** Prepares the tables. @returns how many changes that took */
export const prepare = (store: Store, said: string[] = []) =>
  prepareTables({ store, say: (line) => said.push(line), pollMs: 1 });
