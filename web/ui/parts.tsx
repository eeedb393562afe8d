import type { ComponentChildren } from 'preact';
import { type PayoutStatus, PayoutsApiError } from '../../client/index.ts';
import { WORDS } from '../words/en.ts';
import { day, minute } from './format.ts';
import type { Loaded } from './use-load.ts';
import { wordFor } from './word-for.ts';

type Tone = 'plain' | 'wait' | 'good' | 'warn' | 'bad';

const TONES: Record<PayoutStatus, Tone> = {
  scheduled: 'plain',
  pending: 'wait',
  processing: 'wait',
  completed: 'good',
  failed: 'bad',
  cancelled: 'plain',
};

/** The status of a payout, in a word. */
export function Status({ of: status }: { of: PayoutStatus | null }) {
  return (
    <span class={`badge ${status ? TONES[status] : 'warn'}`}>
      {status ? WORDS.statuses[status] : WORDS.statusUnknown}
    </span>
  );
}

/** A sentence or two that should be seen. */
export function Notice({ tone = 'wait', children }: { tone?: Tone; children: ComponentChildren }) {
  return <div class={`notice ${tone}`}>{children}</div>;
}

/** What people typed: it may be long, or run from right to left. */
export function Typed({ children }: { children: ComponentChildren }) {
  return (
    <bdi class="any" dir="auto">
      {children}
    </bdi>
  );
}

/** When something happened, to the minute. */
export function When({ at }: { at: string | null }) {
  return at === null ? <span>{WORDS.timeUnknown}</span> : <time dateTime={at}>{minute(at)}</time>;
}

/** The day on which something happened. */
export function Day({ at }: { at: string | null }) {
  return at === null ? <span>{WORDS.timeUnknown}</span> : <time dateTime={at}>{day(at)}</time>;
}

/** What was loaded before it is there. */
export function Loading() {
  return (
    <div class="skeleton" role="status">
      <span class="hidden-to-eyes">{WORDS.loading}</span>
    </div>
  );
}

/** Why something failed, in a person's words, and a way to try again. */
export function Problem({ error, retry }: { error: unknown; retry?: () => void }) {
  return (
    <div class="notice bad" role="alert">
      <p>{messageOf(error)}</p>
      {retry && mayPass(error) && (
        <button type="button" class="button" onClick={retry}>
          {WORDS.tryAgain}
        </button>
      )}
    </div>
  );
}

/** What stands in the place of a page whose content is not there yet, or could not be loaded. */
export function Unready({ title, of: { error, reload } }: { title: string; of: Loaded<unknown> }) {
  return (
    <section class="card">
      <h1>{title}</h1>
      {error === undefined ? <Loading /> : <Problem error={error} retry={reload} />}
    </section>
  );
}

/** Whether the same may succeed later: not what the service has judged and refused. */
function mayPass(error: unknown): boolean {
  return !(error instanceof PayoutsApiError) || (error.status ?? 500) >= 500 || error.status === 429;
}

/**
 * What a person can do with an error: our own words for what never reached the service, and else its words.
 */
export function messageOf(error: unknown): string {
  if (!(error instanceof PayoutsApiError)) return WORDS.errors.unexpected;
  return wordFor(WORDS.errors, error.code) ?? error.message;
}
