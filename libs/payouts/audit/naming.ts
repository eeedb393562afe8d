import { digestOf } from './digests.ts';
import type { Finding } from './finding.ts';

/** As many records of a group are named; the others are counted. */
const NAMED_MAX = 5;

interface Group {
  count: number;
  active: number;
  ids: string[];
}

/** Names the records that have the same user or the same transaction, of those that are suspected of it. */
export interface Naming {
  add(text: string | undefined, id: string, isActive?: boolean): void;
  /** A finding for each transaction that several payouts have. */
  transactions(): Finding[];
  /** A finding for each user whom several records name. */
  users(): Finding[];
}

/** Nothing named yet. Only texts with these digests are looked at. */
export function createNaming(suspects: ReadonlySet<number>): Naming {
  const groups = new Map<string, Group>();
  const shared = () => Array.from(groups).filter(([, { count }]) => count > 1);
  return {
    add(text, id, isActive = false) {
      if (text === undefined || !suspects.has(digestOf(text))) return;
      const group = groups.get(text) ?? { count: 0, active: 0, ids: [] };
      group.count += 1;
      if (isActive) group.active += 1;
      if (group.ids.length < NAMED_MAX) group.ids.push(id);
      groups.set(text, group);
    },
    transactions: () =>
      shared().map(([id, group]) => ({ kind: 'payout-transaction-shared', id, why: `on ${namesOf(group)}` })),
    users: () =>
      shared().map(([id, group]) => {
        const kind = group.active > 1 ? 'affiliate-user-ambiguous' : 'affiliate-user-several';
        return { kind, id, why: `${group.active} active, of ${namesOf(group)}` };
      }),
  };
}

function namesOf({ count, ids }: Group): string {
  const others = count - ids.length;
  return [...ids, ...(others > 0 ? [`${others} more`] : [])].join(', ');
}
