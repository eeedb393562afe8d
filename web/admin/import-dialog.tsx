import { useState } from 'preact/hooks';
import type { Run, RunResults } from '../../client/index.ts';
import { Field } from '../ui/field.tsx';
import { Modal } from '../ui/modal.tsx';
import { Problem } from '../ui/parts.tsx';
import { useSession } from '../ui/session.tsx';
import { useAction } from '../ui/use-action.ts';
import { ADMIN_WORDS } from '../words/en-admin.ts';
import { ImportReport } from './import-report.tsx';

interface ImportDialogProps {
  run: Run;
  /** Is told whether something may have been done, and what became of each line. */
  onClose: (hasChanged: boolean, results?: RunResults) => void;
}

/** Takes a file that says how payouts ended, says what each line would do, and does it. */
export function ImportDialog({ run, onClose }: ImportDialogProps) {
  const { client } = useSession();
  const words = ADMIN_WORDS.resultFile;
  const [seen, setSeen] = useState<{ file: File; preview: RunResults }>();
  const [results, setResults] = useState<RunResults>();
  const read = useAction(async (file: File) => {
    setSeen({ file, preview: await client.admin.runs.importResult(run.run_id, file, { dryRun: true }) });
  });
  const carryOut = useAction(async () => {
    if (seen) setResults(await client.admin.runs.importResult(run.run_id, seen.file));
  });
  const isBusy = read.isBusy || carryOut.isBusy;
  const mayHaveDone = results !== undefined || carryOut.error !== undefined;
  const change = (event: Event & { currentTarget: HTMLInputElement }) => {
    const [file] = event.currentTarget.files ?? [];
    setSeen(undefined);
    if (file) read.run(file);
  };
  const changes = seen?.preview.results.filter((result) => result.success && result.changes).length ?? 0;
  return (
    <Modal title={words.title} isBusy={isBusy} onClose={() => onClose(mayHaveDone, results)}>
      <div class="stack-wide">
        {!results && (
          <>
            <p>{words.how}</p>
            <Field
              label={words.file}
              hint={words.fileHint}
              input={(names) => (
                <input
                  {...names}
                  type="file"
                  accept=".csv,.txt,text/csv"
                  disabled={isBusy}
                  onChange={change}
                />
              )}
            />
          </>
        )}
        {read.isBusy && <p role="status">{words.reading}</p>}
        {read.error !== undefined && !read.isBusy && <Problem error={read.error} />}
        {seen && !results && <ImportReport run={run} of={seen.preview} heading="h3" />}
        {results && <ImportReport run={run} of={results} heading="h3" />}
        {carryOut.error !== undefined && <Problem error={carryOut.error} />}
        <div class="actions">
          {results && (
            <button type="button" class="button main" onClick={() => onClose(true, results)}>
              {words.close}
            </button>
          )}
          {!results && changes > 0 && (
            <button type="button" class="button main" aria-disabled={isBusy} onClick={() => carryOut.run()}>
              {words.carryOut(changes)}
            </button>
          )}
        </div>
      </div>
    </Modal>
  );
}
