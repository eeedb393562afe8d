import { useEffect, useState } from 'preact/hooks';
import type { Run, RunResults } from '../../client/index.ts';
import { dollars } from '../ui/format.ts';
import { Problem, Typed, Unready, When } from '../ui/parts.tsx';
import { saveFile } from '../ui/save-file.ts';
import { useSession } from '../ui/session.tsx';
import { useAction } from '../ui/use-action.ts';
import { useLoad } from '../ui/use-load.ts';
import { ADMIN_WORDS } from '../words/en-admin.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { ImportReport } from './import-report.tsx';
import { RunPayouts } from './run-payouts.tsx';
import { RunStatus } from './run-status.tsx';
import { RunWarnings } from './run-warnings.tsx';
import { useFocusAfter } from './use-focus-after.ts';

/** How often a run whose payouts are being started is looked at. */
const STARTING_MS = 3000;

/** One run: what was frozen, what to do next, and where each of its payouts is. */
export function RunPage({ id }: { id: string }) {
  const { client } = useSession();
  const words = ADMIN_WORDS.runs;
  const loaded = useLoad((signal) => client.admin.runs.get(id, { signal }), [id]);
  const { data: run, reload } = loaded;
  const [open, setOpen] = useState<'confirm' | 'import'>();
  const [results, setResults] = useState<RunResults>();
  const focus = useFocusAfter<HTMLHeadingElement>(open === undefined, run);
  const isStarting = run?.status === 'confirmed' && run.started_at === null;
  useEffect(() => {
    if (!isStarting) return;
    const timer = setTimeout(reload, STARTING_MS);
    return () => clearTimeout(timer);
  }, [run, isStarting, reload]);
  if (!run) return <Unready title={words.title} of={loaded} />;
  const close = (hasChanged: boolean, brought?: RunResults) => {
    setOpen(undefined);
    if (brought) setResults(brought);
    if (hasChanged) reload();
  };
  return (
    <>
      <section class="card">
        <div class="heading">
          <h1 class="any" ref={focus} tabIndex={-1}>
            {words.name(run.count, dollars(run.total_amount))}
          </h1>
          <span role="status">
            <RunStatus of={run.status} />
          </span>
        </div>
        <p>{whatIsNext(run)}</p>
        {run.status === 'draft' && <RunWarnings run={run} />}
        <NextSteps run={run} onOpen={setOpen} />
        <Facts run={run} />
      </section>
      {results && (
        <section class="card">
          <ImportReport run={run} of={results} heading="h2" />
        </section>
      )}
      <RunPayouts run={run} />
      {open === 'confirm' && <ConfirmDialog run={run} onClose={close} />}
      {open === 'import' && <ImportDialog run={run} onClose={close} />}
    </>
  );
}

function whatIsNext({ status, form, started_at }: Run): string {
  const words = ADMIN_WORDS.runs;
  if (status === 'draft') return words.draftHow;
  if (status === 'done') return words.doneHow;
  return started_at === null ? words.startingHow : words.confirmedHow[form];
}

interface NextStepsProps {
  run: Run;
  onOpen: (dialog: 'confirm' | 'import') => void;
}

function NextSteps({ run, onOpen }: NextStepsProps) {
  const { client } = useSession();
  const words = ADMIN_WORDS.runs;
  const file = useAction(async () => saveFile(await client.admin.runs.file(run.run_id)));
  if (run.status === 'draft') {
    return (
      <div class="row">
        <button type="button" class="button main" onClick={() => onOpen('confirm')}>
          {words.confirm(run.count, dollars(run.total_amount))}
        </button>
      </div>
    );
  }
  if (run.form === 'paypal' || run.started_at === null) return null;
  return (
    <>
      <div class="row">
        <button
          type="button"
          class={`button ${run.status === 'done' ? '' : 'main'}`}
          aria-disabled={file.isBusy}
          onClick={file.run}
        >
          {words.file}
        </button>
        <button type="button" class="button" onClick={() => onOpen('import')}>
          {words.import}
        </button>
      </div>
      {file.error !== undefined && <Problem error={file.error} />}
    </>
  );
}

function Facts({ run }: { run: Run }) {
  const words = ADMIN_WORDS.runs;
  return (
    <dl class="facts">
      <dt>{words.form}</dt>
      <dd>{words.forms[run.form]}</dd>
      <dt>{words.created}</dt>
      <dd>
        <When at={run.created_at} /> <Typed>{words.by(run.created_by)}</Typed>
      </dd>
      {run.confirmed_by !== null && (
        <>
          <dt>{words.confirmed}</dt>
          <dd>
            <When at={run.confirmed_at} /> <Typed>{words.by(run.confirmed_by)}</Typed>
          </dd>
        </>
      )}
      <dt>{words.hash}</dt>
      <dd class="any small">{run.hash}</dd>
    </dl>
  );
}
