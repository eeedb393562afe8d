import { Chart } from '../ui/chart.tsx';
import { byMonth } from '../ui/paid-and-back.ts';
import { Loading, Problem } from '../ui/parts.tsx';
import { useSession } from '../ui/session.tsx';
import { takeFirst } from '../ui/take-first.ts';
import { useLoad } from '../ui/use-load.ts';
import { WORDS } from '../words/en.ts';

const MONTHS = 12;

/** How many payouts the chart is made from at most: five calls. */
const PAYOUTS_MAX = 500;

/** What was paid and what came back in the last months. */
export function Months() {
  const { client } = useSession();
  const { charts } = WORDS;
  const { data, error, reload } = useLoad(
    (signal) => takeFirst(PAYOUTS_MAX, client.payouts.all({ limit: 100 }, { signal })),
    [],
  );
  if (error !== undefined) return <Problem error={error} retry={reload} />;
  if (!data) return <Loading />;
  const columns = byMonth(data, new Date(), MONTHS);
  const isEmpty = columns.every(({ paid, back }) => paid === 0 && back === 0);
  return (
    <section class="card">
      {isEmpty ? (
        <>
          <h2>{charts.months}</h2>
          <p class="small quiet">{charts.none}</p>
        </>
      ) : (
        <Chart title={charts.months} unit={charts.month} columns={columns} />
      )}
      {data.length === PAYOUTS_MAX && <p class="small quiet">{charts.newest(PAYOUTS_MAX)}</p>}
    </section>
  );
}
