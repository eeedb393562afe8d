import { type AttributeValue, GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { describeValue, type Finding, type Item } from '../libs/payouts/audit/finding.ts';
import { KINDS, type Kind } from '../libs/payouts/audit/kinds.ts';
import { findingsOfAffiliate } from '../libs/payouts/audit/of-affiliate.ts';
import { findingsOfPayout } from '../libs/payouts/audit/of-payout.ts';
import { toAffiliate } from '../libs/store/affiliates.ts';
import { keyOf } from '../libs/store/audit/pages.ts';
import { READ_NUMBERS } from '../libs/store/engine/client.ts';
import { toPayout } from '../libs/store/payouts/record.ts';
import type { AuditSource } from '../libs/workflows/audit/run.ts';

/** The tables whose records can be mended. The counters of a row are for `repairBalance`. */
export type MendedTable = 'affiliates' | 'payouts';

/** One attribute of one record, and what it should be. */
export interface Mend {
  table: MendedTable;
  id: string;
  attribute: string;
  value: string;
}

const NUMBERS = ['amount', 'total_earned'];

/**
 * What may be changed although nothing is wrong with the record by itself: it shares something with others.
 */
const SHARED: Record<MendedTable, string[]> = { affiliates: ['status'], payouts: ['transaction_id'] };

/** What a mend did: what stood there, in words, and what a person should still look at. */
export interface Mended {
  old: string;
  left: string[];
}

/**
 * Changes an attribute that an audit complains about, if it is still what was read. It must be better
 * afterwards, and everything else as good as it was.
 * @throws Error in one line if nothing was changed
 */
export async function mendRecord(source: AuditSource, mend: Mend): Promise<Mended> {
  const { table, id, attribute } = mend;
  const stored = await getStored(source, mend);
  const item = unmarshall(stored, { ...READ_NUMBERS });
  const value = toValue(mend);
  const before = findingsOf(source, table, item);
  const after = findingsOf(source, table, { ...item, [attribute]: value });
  const isAbout = (finding: Finding) => finding.attribute === attribute;
  if (!before.some(isAbout) && !SHARED[table].includes(attribute)) {
    throw unchanged(`${attribute} of ${id} is as it should be.`);
  }
  const left = after.filter(isAbout);
  // An amount that is odd may be the true one, and is better than one that cannot be read.
  const isNumber = NUMBERS.includes(attribute);
  const worst = Math.max(...before.filter(isAbout).map(rankOf), 0);
  const worse = [
    ...left.filter((finding) => rankOf(finding) > 0 && !(isNumber && rankOf(finding) < worst)),
    ...after.filter((finding) => !isAbout(finding) && !isFollowed(finding) && !before.some(isSame(finding))),
  ];
  if (worse[0]) throw unchanged(`It would not be right: ${worse[0].why}.`);
  await change(source, mend, stored[attribute], value);
  return { old: describeValue(item[attribute]), left: left.map(({ why }) => why) };
}

function findingsOf({ limits }: AuditSource, table: MendedTable, item: Item): Finding[] {
  if (table === 'payouts') return findingsOfPayout(toPayout(item), item, limits);
  const affiliate = toAffiliate(item);
  return affiliate ? findingsOfAffiliate(affiliate, item) : [];
}

/** What the stream and `openBalances` put right: a payout is not yet counted, or found, as what it is now. */
const FOLLOWED: readonly string[] = [
  'payout-mark-missing',
  'payout-mark-differs',
  'payout-search-differs',
] satisfies Kind[];

function isFollowed({ kind }: Finding): boolean {
  return FOLLOWED.includes(kind);
}

function rankOf({ kind }: Finding): number {
  return ['note', 'warning', 'error'].indexOf(KINDS[kind].severity);
}

const isSame = (one: Finding) => (other: Finding) =>
  one.kind === other.kind && one.attribute === other.attribute;

function toValue({ attribute, value }: Mend): string | number {
  if (!NUMBERS.includes(attribute)) return value;
  if (/^\d{1,15}$/.test(value)) return Number(value);
  throw unchanged(`${attribute} is a whole number of cents, such as 5000 for $50.00.`);
}

async function getStored(
  { store }: AuditSource,
  { table, id }: Mend,
): Promise<Record<string, AttributeValue>> {
  const Key = { [keyOf(table)]: { S: id } };
  const command = new GetItemCommand({ TableName: store.tables[table], Key, ConsistentRead: true });
  const { Item } = await store.db.send(command);
  if (!Item) throw unchanged(`There is no record ${id} in ${store.tables[table]}.`);
  return Item;
}

/** Only if the attribute is what it was when it was judged: other services write these records. */
async function change(
  { store }: AuditSource,
  { table, id, attribute }: Mend,
  old: AttributeValue | undefined,
  value: string | number,
): Promise<void> {
  const command = new UpdateItemCommand({
    TableName: store.tables[table],
    Key: { [keyOf(table)]: { S: id } },
    UpdateExpression: 'SET #attribute = :value',
    ConditionExpression: `attribute_exists(#key) AND ${old ? '#attribute = :old' : 'attribute_not_exists(#attribute)'}`,
    ExpressionAttributeNames: { '#attribute': attribute, '#key': keyOf(table) },
    ExpressionAttributeValues: { ...marshall({ ':value': value }), ...(old && { ':old': old }) },
  });
  try {
    await store.writer.send(command);
  } catch (error) {
    if ((error as Error).name !== 'ConditionalCheckFailedException') throw error;
    throw unchanged(`${attribute} of ${id} was changed just now. Look again.`);
  }
}

function unchanged(why: string): Error {
  return new Error(`Nothing was changed. ${why}`);
}
