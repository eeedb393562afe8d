import type { Run, RunResult, RunResults } from '../../client/index.ts';
import { dollars } from '../ui/format.ts';
import { Notice, Typed } from '../ui/parts.tsx';
import { sumOf } from '../ui/sum.ts';
import { ADMIN_WORDS } from '../words/en-admin.ts';

type Done = RunResult & { success: true };
type Refused = RunResult & { success: false };

const ACTIONS = ['complete', 'fail', 'return'] as const;

interface ImportReportProps {
  run: Run;
  of: RunResults;
  heading: 'h2' | 'h3';
}

/** What the lines of a file would do, or did: the sums by action, and each line that was refused. */
export function ImportReport({ run, of: { results, dry_run }, heading: Heading }: ImportReportProps) {
  const words = ADMIN_WORDS.resultFile;
  const amounts = new Map(run.payouts.map(({ payout_id, amount }) => [payout_id, { amount }]));
  const done = results.filter((result): result is Done => result.success);
  const refused = results.filter((result): result is Refused => !result.success);
  const changing = done.filter(({ changes }) => changes);
  const again = repeatsIn(done);
  const unchanged = done.length - changing.length - again.length;
  const sumsBy = dry_run ? words.actions : words.done;
  return (
    <section class="stack" aria-label={dry_run ? words.wouldDo : words.did} role="status">
      <Heading>{dry_run ? words.wouldDo : words.did}</Heading>
      {changing.length === 0 && <p>{words.nothing}</p>}
      <ul class="list">
        {ACTIONS.map((action) => {
          const those = changing.filter((result) => result.action === action);
          const money = sumOf(those.map(({ payout_id }) => amounts.get(payout_id) ?? { amount: null }));
          return those.length > 0 && <li key={action}>{sumsBy[action](those.length, dollars(money))}</li>;
        })}
      </ul>
      {unchanged > 0 && <p class="small quiet">{words.unchanged(unchanged)}</p>}
      {again.length > 0 && (
        <Notice tone="warn">
          <p>{words.again}</p>
          <ul class="list small">
            {again.map(({ line, first }) => (
              <li key={line} class="each">
                <strong>{words.line(line)}</strong>
                <span>{words.sameAs(first)}</span>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {refused.length > 0 && (
        <Notice tone="bad">
          <p>{words.refused(refused.length)}</p>
          <ul class="list small">
            {refused.map(({ line, error }) => (
              <li key={line} class="each">
                <strong>{words.line(line)}</strong>
                <Typed>{error.message}</Typed>
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </section>
  );
}

/** The lines about a payout that an earlier line has carried out already. */
function repeatsIn(done: Done[]): { line: number; first: number }[] {
  const firsts = new Map<string | null, number>();
  return done.flatMap(({ line, payout_id }) => {
    const first = firsts.get(payout_id);
    if (first === undefined) firsts.set(payout_id, line);
    return first === undefined ? [] : [{ line, first }];
  });
}
