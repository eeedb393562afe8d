import { useState } from 'preact/hooks';
import type { AdminPayout } from '../../client/index.ts';
import { dollars } from '../ui/format.ts';
import { sumOf } from '../ui/sum.ts';
import { ADMIN_WORDS } from '../words/en-admin.ts';
import { type ActionFormProps, NotesField, notesOf, Submit, TextField } from './form-parts.tsx';
import { StartSummary } from './start-summary.tsx';
import { needsOverride } from './warnings.tsx';

/** Starts payouts. Those that need a reason are left out until someone says why. */
export function StartForm({ payouts, isBusy, onSubmit }: ActionFormProps) {
  const words = ADMIN_WORDS.dialog;
  const blocked = payouts.filter(needsOverride);
  const [isIncluding, setIncluding] = useState(false);
  const [override, setOverride] = useState('');
  const [notes, setNotes] = useState('');
  const [isJudged, setJudged] = useState(false);
  // Where all of them need it, there is nothing to leave out.
  const isAllBlocked = blocked.length === payouts.length;
  const withBlocked = blocked.length > 0 && (isIncluding || isAllBlocked);
  const chosen = withBlocked ? payouts : payouts.filter((payout) => !needsOverride(payout));
  const isMissing = withBlocked && override.trim() === '';
  const instructionFor = (payout: AdminPayout) => ({
    action: 'start' as const,
    ...(needsOverride(payout) && { override: override.trim() }),
    ...notesOf(notes),
  });
  const submit = (event: Event) => {
    event.preventDefault();
    setJudged(true);
    if (!isMissing) onSubmit(chosen.map((payout) => ({ payout, instruction: instructionFor(payout) })));
  };
  return (
    <form class="stack-wide" noValidate onSubmit={submit}>
      <StartSummary payouts={payouts} />
      {blocked.length > 0 && !isAllBlocked && (
        <div class="stack">
          <label class="choice">
            <input
              type="checkbox"
              checked={isIncluding}
              onChange={({ currentTarget }) => setIncluding(currentTarget.checked)}
            />
            {words.include(blocked.length, dollars(sumOf(blocked)))}
          </label>
          {!isIncluding && <p class="hint">{words.left(blocked.length, dollars(sumOf(blocked)))}</p>}
        </div>
      )}
      {withBlocked && (
        <TextField
          label={words.override}
          hint={words.overrideHint}
          wrong={isJudged && isMissing ? words.overrideMissing : undefined}
          value={override}
          onInput={setOverride}
        />
      )}
      <details>
        <summary>{words.notes}</summary>
        <NotesField value={notes} onInput={setNotes} />
      </details>
      <Submit action="start" payouts={chosen} isBusy={isBusy} />
    </form>
  );
}
