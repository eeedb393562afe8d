import { inParallel } from '../libs/runtime/concurrency.ts';
import type { AuditSource } from '../libs/workflows/audit/run.ts';
import { askBalance, type BalanceSource } from './ask-balance.ts';
import { findReasons, type Reason } from './find-reasons.ts';
import { type Difference, differencesBetween, isExplained } from './judge-difference.ts';

/** A user, and the token that both services are asked with. */
export interface Caller {
  user: string;
  token: string;
}

/** The two services, and the records that give the reasons, if the database is named. */
export interface Comparison {
  old: BalanceSource;
  ours: BalanceSource;
  records: AuditSource | undefined;
  onUser: () => void;
}

/** What was found about a user who has not the same balance in both. */
export interface ComparedUser {
  user: string;
  isExplained: boolean;
  differences: Difference[];
  reasons: Reason[];
}

/** All users whose balances differ, in their order. @throws Error in one line if a service does not answer */
export async function compareUsers(
  comparison: Comparison,
  callers: readonly Caller[],
): Promise<ComparedUser[]> {
  const compared = await inParallel(callers, async (caller) => {
    const found = await compareUser(comparison, caller);
    comparison.onUser();
    return found;
  });
  return compared.filter((found) => found !== undefined);
}

/** What differs once may have moved between the two questions: it must differ in the same way twice. */
async function compareUser(comparison: Comparison, caller: Caller): Promise<ComparedUser | undefined> {
  const first = await ask(comparison, caller);
  if (first.differences.length === 0) return undefined;
  const { differences, maturing } = await ask(comparison, caller);
  if (differences.length === 0) return undefined;
  const { user } = caller;
  const reasons = comparison.records ? await findReasons(comparison.records, user) : [];
  const explained = differences.every((each) => isExplained(each, reasons, maturing));
  return { user, isExplained: explained, differences, reasons };
}

async function ask({ old, ours }: Comparison, { token }: Caller) {
  const [before, after] = await Promise.all([askBalance(old, token), askBalance(ours, token)]);
  const maturing = after.failure === undefined ? after.maturing : undefined;
  return { differences: differencesBetween(before, after), maturing };
}
