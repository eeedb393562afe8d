import { dollars } from '../ui/format.ts';
import { messageOf, Notice, Typed } from '../ui/parts.tsx';
import { addressOf } from '../ui/route.ts';
import { sumOf } from '../ui/sum.ts';
import { ADMIN_WORDS } from '../words/en-admin.ts';
import type { Action } from './actions.ts';
import type { Outcome } from './carry-out.ts';

const TONES = { done: 'good', refused: 'bad', unknown: 'warn', unsent: 'warn' } as const;

/** In which order they are told: what went wrong first. */
const KINDS = ['unknown', 'refused', 'unsent', 'done'] as const;

/** What became of each payout: first in sums, then one by one. */
export function Results({ action, outcomes }: { action: Action; outcomes: Outcome[] }) {
  const words = ADMIN_WORDS.results;
  const tell = { ...words, done: words.done(words.past[action]) };
  const names = { ...words.is, done: words.past[action] };
  const groups = KINDS.map((kind) => ({ kind, those: outcomes.filter(({ is }) => is === kind) }));
  return (
    <div class="stack" role="status">
      {groups
        .filter(({ those }) => those.length > 0)
        .map(({ kind, those }) => (
          <Notice key={kind} tone={TONES[kind]}>
            <p>{tell[kind](those.length, dollars(sumOf(those.map(({ payout }) => payout))))}</p>
          </Notice>
        ))}
      <h3>{words.each}</h3>
      <ul class="list small" aria-label={words.each}>
        {groups.flatMap(({ those }) =>
          those.map((outcome) => (
            <Line key={outcome.payout.payout_id} outcome={outcome} name={names[outcome.is]} />
          )),
        )}
      </ul>
    </div>
  );
}

function Line({ outcome, name }: { outcome: Outcome; name: string }) {
  const { payout, is } = outcome;
  return (
    <li class="each">
      <a class="amount" href={addressOf(['payouts', payout.payout_id])}>
        {dollars(payout.amount)}
      </a>
      <span class="any">
        <span class={`badge ${TONES[is]}`}>{name}</span> <Typed>{payout.affiliate_id}</Typed>
        {wordsOf(outcome) !== undefined && <span class="why">{wordsOf(outcome)}</span>}
      </span>
    </li>
  );
}

/** What a person should read about an outcome: the service's words, or ours for what never reached it. */
export function wordsOf({ error }: Outcome): string | undefined {
  return error === undefined || typeof error === 'string' ? error : messageOf(error);
}
