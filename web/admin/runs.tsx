import { useState } from 'preact/hooks';
import { More } from '../ui/more.tsx';
import { Loading, Problem } from '../ui/parts.tsx';
import { useSession } from '../ui/session.tsx';
import { usePages } from '../ui/use-pages.ts';
import { ADMIN_WORDS } from '../words/en-admin.ts';
import { FreezeDialog } from './freeze-dialog.tsx';
import { RunRow } from './run-row.tsx';

const PAGE_SIZE = 25;

/** All runs, newest first, and the way to a new one. */
export function Runs() {
  const { client } = useSession();
  const words = ADMIN_WORDS.runs;
  const [isFreezing, setFreezing] = useState(false);
  const { data, items, more, error, reload } = usePages(async (from, signal) => {
    const page = await client.admin.runs.list({ limit: PAGE_SIZE, ...from }, { ...(signal && { signal }) });
    return { items: page.runs, next_cursor: page.next_cursor };
  }, []);
  return (
    <section class="card">
      <div class="heading">
        <h1>{words.title}</h1>
        <button type="button" class="button main" onClick={() => setFreezing(true)}>
          {words.new}
        </button>
      </div>
      <p class="quiet">{words.how}</p>
      {error !== undefined && <Problem error={error} retry={reload} />}
      {!data && error === undefined && <Loading />}
      {data && items.length === 0 && <p>{words.none}</p>}
      <ul class="list">
        {items.map((run) => (
          <RunRow key={run.run_id} run={run} />
        ))}
      </ul>
      <More more={more} />
      {isFreezing && <FreezeDialog onClose={() => setFreezing(false)} />}
    </section>
  );
}
