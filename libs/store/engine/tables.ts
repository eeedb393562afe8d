/** The tables, as CloudFormation and the embedded database both take them. */
export const TABLES = {
  affiliates: table(
    'commercive_affiliates',
    { affiliate_id: 'HASH' },
    { 'user-affiliate-index': { user_id: 'HASH' } },
  ),
  payouts: table(
    'commercive_payouts',
    { payout_id: 'HASH' },
    {
      'affiliate-payouts-index': { affiliate_id: 'HASH', requested_at: 'RANGE' },
      'status-payouts-index': { status: 'HASH', requested_at: 'RANGE' },
      'affiliate-status-payouts-index': { affiliate_status: 'HASH', requested_at: 'RANGE' },
      // Sparse: only a payout that still waits for its time carries `schedule`.
      'scheduled-payouts-index': { schedule: 'HASH', scheduled_for: 'RANGE' },
    },
  ),
  balances: table('commercive_payout_balances', { affiliate_id: 'HASH' }, {}),
  runs: table(
    'commercive_payout_runs',
    { run_id: 'HASH' },
    {
      // Sparse, both: a run's lines are items of their own, without these members, and so is what is done.
      'created-runs-index': { kind: 'HASH', created_at: 'RANGE' },
      'due-runs-index': { open: 'HASH', due_at: 'RANGE' },
    },
  ),
};

/** The name of a table in the code. */
export type TableKey = keyof typeof TABLES;

type KeyType = 'HASH' | 'RANGE';
type KeySchema = Record<string, KeyType>;

function table(name: string, key: KeySchema, indexes: Record<string, KeySchema>) {
  const attributes = new Set([key, ...Object.values(indexes)].flatMap((schema) => Object.keys(schema)));
  return {
    name,
    schema: {
      AttributeDefinitions: Array.from(attributes, (AttributeName) => ({
        AttributeName,
        AttributeType: 'S' as const,
      })),
      KeySchema: keySchema(key),
      ...(Object.keys(indexes).length > 0 && {
        GlobalSecondaryIndexes: Object.entries(indexes).map(([IndexName, schema]) => ({
          IndexName,
          KeySchema: keySchema(schema),
          Projection: { ProjectionType: 'ALL' as const },
        })),
      }),
    },
  };
}

function keySchema(schema: KeySchema) {
  return Object.entries(schema).map(([AttributeName, KeyType]) => ({ AttributeName, KeyType }));
}
