import type { HistoryEntry } from '../../client/index.ts';
import { WORDS } from '../words/en.ts';
import { Typed, When } from './parts.tsx';

/** What happened to a payout, in words, the first step first. */
export function History({ steps }: { steps: HistoryEntry[] }) {
  return (
    <ol class="steps">
      {steps.map((step, index) => (
        <li key={index}>
          <strong>{nameOf(step, steps[index - 1])}</strong>
          <span class="small quiet">
            <When at={step.at} /> {WORDS.payout.by} <Typed>{step.by}</Typed>
          </span>
          {[step.reason, step.notes, step.transaction_id].filter(Boolean).map((text, place) => (
            <span key={place} class="small">
              <Typed>{text}</Typed>
            </span>
          ))}
        </li>
      ))}
    </ol>
  );
}

/**
 * A step by what it changed: from scheduled to pending, its day came; from paid to failed, the money came
 * back.
 */
function nameOf({ status }: HistoryEntry, before: HistoryEntry | undefined): string {
  const { due, returned, corrected, steps } = WORDS.payout;
  if (status === null) return WORDS.statusUnknown;
  if (status === 'pending' && before?.status === 'scheduled') return due;
  if (status === 'failed' && before?.status === 'completed') return returned;
  if (status === 'completed' && before?.status === 'completed') return corrected;
  return steps[status];
}
