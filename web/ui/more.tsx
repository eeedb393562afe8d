import { WORDS } from '../words/en.ts';
import { Problem } from './parts.tsx';
import type { Action } from './use-action.ts';

/** The way to the next page of a list; nothing on the last one. */
export function More({ more }: { more: Action<[]> | undefined }) {
  if (!more) return null;
  return (
    <div class="stack">
      {more.error !== undefined && <Problem error={more.error} />}
      <button type="button" class="button" aria-disabled={more.isBusy} onClick={more.run}>
        {WORDS.more}
      </button>
    </div>
  );
}
