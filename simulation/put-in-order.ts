import type { Operation } from './operations.ts';
import type { Run } from './run.ts';

/** Takes a quiet step. */
export type Play = (run: Run, operation: Operation) => Promise<void>;

/** People put back the affiliates' records that are gone, and mend the payouts that cannot be read. */
export async function putInOrder(run: Run, play: Play): Promise<void> {
  for (const [affiliate, { affiliate_id }] of run.people.entries()) {
    const { standing, payouts } = run.accounts.get(affiliate_id) ?? {};
    if (standing === 'missing') await play(run, { kind: 'reopen', affiliate });
    const unreadable = Array.from(payouts?.values() ?? []).filter(({ isReadable }) => !isReadable);
    for (const _ of unreadable) await play(run, { kind: 'mend', pick: 0 });
  }
}
