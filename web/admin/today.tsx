import { useState } from 'preact/hooks';
import type { AdminPayout, PayoutStatus, RunSummary } from '../../client/index.ts';
import { dollars } from '../ui/format.ts';
import { Unready } from '../ui/parts.tsx';
import { addressOf } from '../ui/route.ts';
import { useSession } from '../ui/session.tsx';
import { sumOf } from '../ui/sum.ts';
import { useLoad } from '../ui/use-load.ts';
import { ADMIN_WORDS } from '../words/en-admin.ts';
import { ActionDialog } from './action-dialog.tsx';
import { canTake } from './actions.ts';
import { Days } from './days.tsx';
import { NeedTiles } from './need-tiles.tsx';
import { howMany, isCut, type Read, readNewest } from './read-newest.ts';
import { RunRow } from './run-row.tsx';
import { useFocusAfter } from './use-focus-after.ts';

/** What needs a person today, and the one button that starts everything that waits. */
export function Today() {
  const { client } = useSession();
  const loaded = useLoad((signal) => readNewest(client, signal), []);
  const { data, reload } = loaded;
  if (!data) return <Unready title={ADMIN_WORDS.tabs.today} of={loaded} />;
  return (
    <>
      <h1 class="hidden-to-eyes">{ADMIN_WORDS.tabs.today}</h1>
      <Found read={data} reload={reload} />
    </>
  );
}

function Found({ read, reload }: { read: Read; reload: () => void }) {
  return (
    <>
      <Waiting read={read} onChange={reload} />
      <OpenRuns runs={read.runs} />
      <NeedTiles read={read} />
      <Days
        payouts={[...read.completed, ...read.failed]}
        isCut={isCut(read.completed) || isCut(read.failed)}
      />
    </>
  );
}

/** Runs whose payouts have not all ended; nothing if there are none. */
function OpenRuns({ runs }: { runs: RunSummary[] }) {
  if (runs.length === 0) return null;
  return (
    <section class="card" aria-labelledby="open-runs">
      <h2 id="open-runs">{ADMIN_WORDS.today.openRuns}</h2>
      <ul class="list">
        {runs.map((run) => (
          <RunRow key={run.run_id} run={run} />
        ))}
      </ul>
    </section>
  );
}

/** What waits to be started, and what is on its way. */
function Waiting({ read, onChange }: { read: Read; onChange: () => void }) {
  const words = ADMIN_WORDS.today;
  const { pending, processing } = read;
  const [starting, setStarting] = useState<AdminPayout[]>();
  const focus = useFocusAfter<HTMLHeadingElement>(starting === undefined, read);
  // What cannot be read cannot be started.
  const able = pending.filter((payout) => canTake('start', payout));
  const start = isCut(pending) ? words.startFirst : words.start;
  return (
    <section class="card waiting" aria-labelledby="waiting">
      <div class="heading">
        <div>
          <h2 id="waiting" class="quiet" ref={focus} tabIndex={-1}>
            {words.waiting}
          </h2>
          <p class="sum" aria-live="polite">
            {dollars(sumOf(pending))}
            {isCut(pending) && '+'}
          </p>
          {pending.length > 0 ? (
            <ListLink status="pending" payouts={pending} />
          ) : (
            <span class="quiet">{words.nothingWaits}</span>
          )}
        </div>
        {able.length > 0 && (
          <button type="button" class="button main" onClick={() => setStarting(able)}>
            {start(able.length, dollars(sumOf(able)))}
          </button>
        )}
      </div>
      <OnItsWay payouts={processing} />
      {starting && (
        <ActionDialog
          action="start"
          payouts={starting}
          onClose={(outcomes) => {
            setStarting(undefined);
            if (outcomes.length > 0) onChange();
          }}
        />
      )}
    </section>
  );
}

function OnItsWay({ payouts }: { payouts: AdminPayout[] }) {
  if (payouts.length === 0) return null;
  return (
    <p class="on-its-way">
      <span class="quiet">{ADMIN_WORDS.today.onItsWay}</span>
      <strong>
        {dollars(sumOf(payouts))}
        {isCut(payouts) && '+'}
      </strong>
      <ListLink status="processing" payouts={payouts} />
    </p>
  );
}

function ListLink({ status, payouts }: { status: PayoutStatus; payouts: AdminPayout[] }) {
  return <a href={addressOf(['payouts'], { status })}>{howMany(payouts)}</a>;
}
