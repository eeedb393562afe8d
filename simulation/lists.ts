import { call } from '../testing/call.ts';
import type { Run } from './run.ts';
import { Violation } from './violation.ts';

/**
 * I4: the lists show each payout once, with what was asked for, whole and by each status. @throws Violation
 */
export async function expectListed(
  { system, accounts }: Run,
  affiliateId: string,
  userId: string,
): Promise<void> {
  const account = accounts.get(affiliateId);
  const shown = Array.from(
    account?.payouts ?? [],
    ([id, { amount, receiver, status }]) => `${id} ${amount} ${receiver} ${status}`,
  );
  const statuses = [
    undefined,
    ...new Set(Array.from(account?.payouts.values() ?? [], ({ status }) => status)),
  ];
  for (const status of statuses) {
    const expected = status === undefined ? shown : shown.filter((line) => line.endsWith(` ${status}`));
    const listed = await walk(system.handlers.list, userId, status, shown.length);
    if (JSON.stringify(listed.toSorted()) !== JSON.stringify(expected.toSorted())) {
      throw new Violation(
        `${affiliateId} has ${expected.length} payouts (${status ?? 'all'}), and the list shows ${listed.length}.`,
      );
    }
  }
}

async function walk(
  list: Run['system']['handlers']['list'],
  as: string,
  status: string | undefined,
  total: number,
): Promise<string[]> {
  const lines: string[] = [];
  let cursor: string | undefined;
  do {
    const query = { limit: '37', ...(status && { status }), ...(cursor !== undefined && { cursor }) };
    const { json, text } = await call(list, { as, query });
    if (!json.data) throw new Violation(`${as} cannot see the list: ${text}`);
    if (json.data.total !== total)
      throw new Violation(`The list of ${as} says that it has ${json.data.total}.`);
    for (const { payout_id, amount, payment_email, status } of json.data.payouts) {
      lines.push(`${payout_id} ${amount} ${payment_email} ${status}`);
    }
    cursor = json.data.next_cursor ?? undefined;
  } while (cursor !== undefined);
  return lines;
}
