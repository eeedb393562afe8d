import { type AttributeValue, GetItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import type { Store } from '../../../../libs/store/engine/client.ts';

/**
 * The books, added up from the raw rows. Nothing here is the service's code, so that what the service, its
 * audit and its reconciliation say can be held against it.
 */
export interface RawBooks {
  affiliates: Map<string, RawAffiliate>;
  payouts: RawPayout[];
}

export interface RawSum {
  committed: number;
  paid: number;
  payout_count: number;
}

export interface RawPayout {
  id: string;
  owner: string;
  /** Undefined if nobody can say. */
  cents: number | undefined;
  status: string;
  method: string;
  email: string | undefined;
  isListed: boolean;
  isOnRail: boolean;
  mark: { owner: string; status: string; cents: number | undefined } | undefined;
  /** What this service did with it, in order. */
  steps: { status: string; by: string }[];
}

export interface RawAffiliate {
  id: string;
  userId: string;
  isActive: boolean;
  earned: number;
  row: (RawSum & { held: number; unreadable: string[] }) | undefined;
  /** By what the payouts say. */
  sum: RawSum;
  /** By what they are marked as. */
  marked: RawSum;
  /** Payouts that nobody can read, that have no status that is known, and that no mark follows. */
  unreadable: string[];
  unknown: string[];
  uncounted: string[];
}

type Raw = Record<string, AttributeValue>;

const KNOWN = ['scheduled', 'pending', 'processing', 'completed', 'failed', 'cancelled'];

/** Reads all three tables from end to end. There is no table of balances before the deployment. */
export async function readRawBooks(store: Store, hasBalances: boolean): Promise<RawBooks> {
  const { affiliates, balances, payouts } = store.tables;
  const people = await scan(store, affiliates);
  const rows = hasBalances ? await scan(store, balances) : [];
  const records = (await scan(store, payouts)).map(payoutIn);
  const rowOf = new Map(rows.map((row) => [row.affiliate_id?.S, row]));
  const owned = Map.groupBy(records, ({ owner }) => owner);
  const marked = Map.groupBy(records, ({ mark }) => mark?.owner);
  const books = people.map((raw) => {
    const id = raw.affiliate_id?.S ?? '';
    const marks = (marked.get(id) ?? []).flatMap(({ mark }) => mark ?? []);
    return [id, affiliateIn(raw, rowOf.get(id), owned.get(id) ?? [], marks)] as const;
  });
  return { affiliates: new Map(books), payouts: records };
}

/** Only what is earned and what the row says, of one affiliate. */
export async function readRawRow({ db, tables }: Store, id: string) {
  const Key = { affiliate_id: { S: id } };
  const get = (TableName: string) => db.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }));
  const [person, row] = await Promise.all([get(tables.affiliates), get(tables.balances)]);
  return { earned: earnedIn(person.Item ?? {}), row: row.Item && rowIn(row.Item) };
}

function earnedIn({ total_earned }: Raw): number {
  return Number(total_earned?.N ?? total_earned?.S);
}

async function scan({ db }: Store, TableName: string): Promise<Raw[]> {
  const items: Raw[] = [];
  let ExclusiveStartKey: Raw | undefined;
  do {
    const page = await db.send(new ScanCommand({ TableName, ConsistentRead: true, ExclusiveStartKey }));
    items.push(...(page.Items ?? []));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return items;
}

function payoutIn(raw: Raw): RawPayout {
  const [, status = '', owner = ''] = /^([a-z]+)#(.*)$/s.exec(raw.affiliate_status?.S ?? '') ?? [];
  const cents = centsIn(raw.amount);
  const steps = (raw.history?.L ?? []).map(({ M }) => ({ status: M?.status?.S ?? '', by: M?.by?.S ?? '' }));
  return {
    id: raw.payout_id?.S ?? '',
    owner: raw.affiliate_id?.S ?? '',
    cents,
    status: statusIn(raw.status),
    method: (raw.payment_method?.S ?? '').trim().toLowerCase(),
    email: raw.payment_email?.S?.trim(),
    isListed: raw.requested_at !== undefined,
    isOnRail: raw.rail !== undefined,
    mark: owner === '' ? undefined : { owner, status, cents: centsIn(raw.counted_amount) ?? cents },
    steps: steps.filter(({ by }) => by !== 'old-service' && by !== ''),
  };
}

function statusIn(value: AttributeValue | undefined): string {
  const status = (value?.S ?? '').trim().toLowerCase();
  return KNOWN.includes(status) ? status : 'unknown';
}

/** Whole cents above zero, as a number or in digits. */
function centsIn(value: AttributeValue | undefined): number | undefined {
  const digits = value?.N ?? value?.S?.trim() ?? '';
  return /^\d+$/.test(digits) && Number(digits) > 0 ? Number(digits) : undefined;
}

function affiliateIn(
  raw: Raw,
  row: Raw | undefined,
  payouts: RawPayout[],
  marks: NonNullable<RawPayout['mark']>[],
): RawAffiliate {
  const id = raw.affiliate_id?.S ?? '';
  // What no index shows and no row counts is what the audit has mended: until then nobody can find it.
  const own = payouts.filter(({ isListed, mark }) => isListed || mark);
  const readable = own.filter(({ cents }) => cents !== undefined);
  const isFollowed = ({ mark, status, cents }: RawPayout) =>
    mark?.owner === id && mark.status === status && mark.cents === cents;
  const idsOf = (some: RawPayout[]) => some.map((payout) => payout.id).toSorted();
  const isOpen = row !== undefined && row.marked === undefined;
  return {
    id,
    userId: raw.user_id?.S ?? '',
    isActive: (raw.status?.S ?? '').trim().toLowerCase() === 'active',
    earned: earnedIn(raw),
    row: isOpen ? rowIn(row) : undefined,
    sum: sumOf(readable),
    marked: sumOf(marks),
    unreadable: idsOf(own.filter(({ cents }) => cents === undefined)),
    unknown: idsOf(readable.filter(({ status }) => status === 'unknown')),
    uncounted: idsOf(readable.filter((payout) => !isFollowed(payout))),
  };
}

function rowIn(row: Raw): NonNullable<RawAffiliate['row']> {
  const counter = (name: string) => Number(row[name]?.N);
  return {
    committed: counter('committed'),
    paid: counter('paid'),
    held: counter('held'),
    payout_count: counter('payout_count'),
    unreadable: [...(row.unreadable?.SS ?? [])].toSorted(),
  };
}

function sumOf(payouts: { status: string; cents: number | undefined }[]): RawSum {
  const sum = { committed: 0, paid: 0, payout_count: payouts.length };
  for (const { status, cents = 0 } of payouts) {
    if (status !== 'failed' && status !== 'cancelled') sum.committed += cents;
    if (status === 'completed') sum.paid += cents;
  }
  return sum;
}
