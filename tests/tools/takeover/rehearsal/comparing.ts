import { expect } from 'vitest';
import { localToken } from '../../../../local/token.ts';
import { OUR_PATHS } from '../../../../takeover/ask-balance.ts';
import { compareUsers } from '../../../../takeover/compare-users.ts';
import { oldListener } from '../../../../takeover/old-listener.ts';
import { serve, shadowBalances } from '../../../../testing/balance-servers.ts';
import { LIMITS, type Progress } from './checks.ts';
import { readRawBooks } from './raw-books.ts';
import type { Stage } from './stage.ts';

/** Both services are asked for every balance, and the records explain each difference. */
export async function comparing(stage: Stage): Promise<Progress> {
  const { store, world } = stage;
  await stage.makeTables();
  const { affiliates } = await readRawBooks(store, true);
  const users = new Set(Array.from(affiliates.values(), ({ userId }) => userId));
  const callers = Array.from(users, (user) => ({ user, token: localToken(user) }));
  const [old, ours] = [await serve(oldListener(store)), await serve(shadowBalances(world))];
  const sourceAt = (url: string) => ({ url: `${url}/payouts/balance`, paths: OUR_PATHS });
  const records = { store, limits: LIMITS };
  const found = await compareUsers(
    { old: sourceAt(old.url), ours: sourceAt(ours.url), records, onUser: () => {} },
    callers,
  ).finally(() => [old, ours].map((server) => server.close()));
  expect(found.filter(({ isExplained }) => !isExplained)).toStrictEqual([]);
  expect(found.length, 'differences').toBeGreaterThan(0);
  return 'behind';
}
