import { useState } from 'preact/hooks';
import type { PayoutExport } from '../../client/index.ts';
import { WORDS } from '../words/en.ts';
import { Problem } from './parts.tsx';
import { saveFile } from './save-file.ts';
import { useAction } from './use-action.ts';

interface ExportButtonProps {
  /** Gets the file that begins at the cursor, or at the beginning of the list. */
  get: (from: { cursor?: string }) => Promise<PayoutExport>;
}

/** Saves a list as a file for spreadsheets: one after the other, if one does not hold all of it. */
export function ExportButton({ get }: ExportButtonProps) {
  const words = WORDS.exports;
  const [cursor, setCursor] = useState<string | null>(null);
  const save = useAction(async () => {
    const { file, next_cursor } = await get(cursor === null ? {} : { cursor });
    saveFile(file);
    setCursor(next_cursor);
  });
  return (
    <div class="stack">
      <button type="button" class="button" aria-disabled={save.isBusy} onClick={save.run}>
        {cursor === null ? words.save : words.next}
      </button>
      {save.isBusy && <p role="status">{words.saving}</p>}
      {cursor !== null && <p class="hint">{words.more}</p>}
      {save.error !== undefined && <Problem error={save.error} />}
    </div>
  );
}
