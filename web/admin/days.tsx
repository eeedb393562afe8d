import type { AdminPayout } from '../../client/index.ts';
import { Chart } from '../ui/chart.tsx';
import { byDay } from '../ui/paid-and-back.ts';
import { WORDS } from '../words/en.ts';
import { READ_MAX } from './read-newest.ts';

const DAYS = 14;

/** What was paid and what came back in the last days. */
export function Days({ payouts, isCut }: { payouts: AdminPayout[]; isCut: boolean }) {
  const { charts } = WORDS;
  const columns = byDay(payouts, new Date(), DAYS);
  const isEmpty = columns.every(({ paid, back }) => paid === 0 && back === 0);
  return (
    <section class="card">
      {isEmpty ? (
        <>
          <h2>{charts.days}</h2>
          <p class="small quiet">{charts.none}</p>
        </>
      ) : (
        <Chart title={charts.days} unit={charts.day} columns={columns} />
      )}
      {isCut && <p class="small quiet">{charts.newest(READ_MAX)}</p>}
    </section>
  );
}
