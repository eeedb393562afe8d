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
    // Over attributes that only this service writes (decision 21), and so sparse. They hold keys and nothing
    // else, so that a step pays for those that it changes.
    {
      'email-payouts-index': { search_email: 'HASH', requested_at: 'RANGE' },
      'transaction-payouts-index': { search_transaction: 'HASH', requested_at: 'RANGE' },
      'receipt-payouts-index': { search_receipt: 'HASH', requested_at: 'RANGE' },
      'ended-payouts-index': { ended_as: 'HASH', ended_at: 'RANGE' },
      'paid-to-payouts-index': { paid_to: 'HASH', affiliate_id: 'RANGE' },
      'mismatch-payouts-index': { mismatch: 'HASH', mismatch_at: 'RANGE' },
    },
  ),
  balances: table('commercive_payout_balances', { affiliate_id: 'HASH' }, {}),
  digests: table('commercive_payout_digests', { digest_id: 'HASH' }, {}),
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

function table(
  name: string,
  key: KeySchema,
  whole: Record<string, KeySchema>,
  keysOnly: Record<string, KeySchema> = {},
) {
  const indexes = [...indexesOf(whole, 'ALL'), ...indexesOf(keysOnly, 'KEYS_ONLY')];
  const schemas = [key, ...Object.values(whole), ...Object.values(keysOnly)];
  const attributes = new Set(schemas.flatMap((schema) => Object.keys(schema)));
  return {
    name,
    schema: {
      AttributeDefinitions: Array.from(attributes, (AttributeName) => ({
        AttributeName,
        AttributeType: 'S' as const,
      })),
      KeySchema: keySchema(key),
      ...(indexes.length > 0 && { GlobalSecondaryIndexes: indexes }),
    },
  };
}

function indexesOf(indexes: Record<string, KeySchema>, ProjectionType: 'ALL' | 'KEYS_ONLY') {
  return Object.entries(indexes).map(([IndexName, schema]) => ({
    IndexName,
    KeySchema: keySchema(schema),
    Projection: { ProjectionType },
  }));
}

function keySchema(schema: KeySchema) {
  return Object.entries(schema).map(([AttributeName, KeyType]) => ({ AttributeName, KeyType }));
}
