import { addManyPayouts, mostRead, PAGE_QUERIES, READS_MAX } from '../testing/page-reads.ts';
import { tellProgress } from './progress.ts';
import { counted, type Report } from './report.ts';
import { inWorld } from './world.ts';

/** What a page of the admins' list reads at each filter, in a table of this size, over a few pages. */
export function benchFind({ payouts, pages }: { payouts: number; pages: number }): Promise<Report> {
  return inWorld(async (world) => {
    tellProgress(`making ${payouts} payouts`);
    await addManyPayouts(world, payouts);
    const rows: string[][] = [];
    for (const [index, query] of PAGE_QUERIES.entries()) {
      tellProgress(`filter ${index + 1} of ${PAGE_QUERIES.length}`);
      const reads = await mostRead(world, query, { as: 'user-admin', admin: true, pages });
      rows.push([String(new URLSearchParams(query)).replaceAll('%2C', ',') || 'none', String(reads)]);
    }
    const head = ['filter', 'entries read for a page, at most'];
    const most = Math.max(...rows.map(([, reads]) => Number(reads)));
    const text = `a page of ${payouts} payouts reads at most ${READS_MAX} entries at any filter (${most})`;
    return {
      tables: [{ title: `A page of ${payouts} payouts`, head, rows }],
      promises: [{ text, holds: most <= READS_MAX }],
      figures: rows.map(([filter, reads]) => counted(`${filter}, entries read`, Number(reads))),
    };
  });
}
