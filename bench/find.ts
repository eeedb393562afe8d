import { addTheirAffiliates, manyPayouts, mostRead, PAGE_QUERIES, READS_MAX } from '../testing/page-reads.ts';
import { tellProgress } from './progress.ts';
import { counted, type Report } from './report.ts';
import { inWorld } from './world.ts';

/** What a page of the admins' list reads at each filter, in a table of this size, over a few pages. */
export function benchFind({ payouts, pages }: { payouts: number; pages: number }): Promise<Report> {
  tellProgress(`making ${payouts} payouts`);
  return inWorld(
    async (world) => {
      await addTheirAffiliates(world);
      const rows: string[][] = [];
      for (const [index, query] of PAGE_QUERIES.entries()) {
        tellProgress(`filter ${index + 1} of ${PAGE_QUERIES.length}`);
        const { list, warnings } = await mostRead(world, query, { as: 'user-admin', admin: true, pages });
        const filter = String(new URLSearchParams(query)).replaceAll('%2C', ',') || 'none';
        rows.push([filter, String(list), String(warnings)]);
      }
      const head = ['filter', 'items read for a page, at most', 'and for its warnings'];
      const most = Math.max(...rows.map(([, list, warnings]) => Number(list) + Number(warnings)));
      const text = `a page of ${payouts} payouts reads at most ${READS_MAX} items at any filter, with its warnings (${most})`;
      return {
        tables: [{ title: `A page of ${payouts} payouts`, head, rows }],
        promises: [{ text, holds: most <= READS_MAX }],
        figures: rows.map(([filter, reads]) => counted(`${filter}, items read`, Number(reads))),
      };
    },
    { payouts: () => manyPayouts(payouts) },
  );
}
