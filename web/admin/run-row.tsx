import type { RunSummary } from '../../client/index.ts';
import { dollars } from '../ui/format.ts';
import { Day, Typed } from '../ui/parts.tsx';
import { addressOf } from '../ui/route.ts';
import { ADMIN_WORDS } from '../words/en-admin.ts';
import { RunStatus } from './run-status.tsx';

/** One run in a list, and the way to it. */
export function RunRow({ run }: { run: RunSummary }) {
  const { name, forms, by } = ADMIN_WORDS.runs;
  return (
    <li>
      <a class="row-link" href={addressOf(['runs', run.run_id])}>
        <span class="amount">{name(run.count, dollars(run.total_amount))}</span>
        <span class="row">
          <RunStatus of={run.status} />
        </span>
        <span class="small quiet">
          {forms[run.form]} · <Typed>{by(run.created_by)}</Typed>
        </span>
        <span class="small quiet">
          <Day at={run.created_at} />
        </span>
      </a>
    </li>
  );
}
