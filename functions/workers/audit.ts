import { orderOf } from '../../libs/http/order.ts';
import type { Finding } from '../../libs/payouts/audit/finding.ts';
import { KINDS } from '../../libs/payouts/audit/kinds.ts';
import type { AuditReport, KindReport } from '../../libs/payouts/audit/report.ts';
import { during, type RunContext } from '../../libs/runtime/invocation.ts';
import { alarm, log } from '../../libs/runtime/log.ts';
import type { Estimate } from '../../libs/store/audit/estimate.ts';
import { audit } from '../../libs/workflows/audit/audit.ts';
import type { Dependencies } from '../../libs/workflows/dependencies.ts';
import isCall from '../../schemas/compiled/audit.js';
import { deployed } from '../deployed.ts';

/**
 * Invoked by an operator, before the takeover and at any time after it: reads the tables and says what is
 * wrong with them, and changes nothing. Each error and each warning has a line in the log, and there is a
 * metric for each of both if there are any.
 */
export const buildAudit =
  (dependencies: Dependencies) =>
  async (event: unknown, context: RunContext): Promise<AuditReport> => {
    const { stage = 'tables', after } = orderOf(isCall, event);
    const { store, settings } = during(dependencies, context);
    const place = { stage, ...(after !== undefined && { after }) };
    const options = { onEstimate: tellEstimate, onFinding: tellFinding };
    const report = await audit({ store, limits: settings.limits }, place, options);
    const { kinds, ...counts } = report;
    log('info', 'audit', { ...counts });
    if (report.errors > 0) alarm('audit-errors', countsOf(kinds, 'error'));
    if (report.warnings > 0) alarm('audit-warnings', countsOf(kinds, 'warning'));
    return report;
  };

function tellEstimate(estimate: Estimate): void {
  log('info', 'audit-estimate', { ...estimate });
}

/** There may be a note for each record: notes are only counted. */
function tellFinding({ kind, id, why }: Finding): void {
  const { severity } = KINDS[kind];
  if (severity !== 'note') log(severity === 'error' ? 'error' : 'warn', 'audit-finding', { kind, id, why });
}

function countsOf(kinds: readonly KindReport[], severity: KindReport['severity']): Record<string, number> {
  return Object.fromEntries(
    kinds.filter((each) => each.severity === severity).map(({ kind, count }) => [kind, count]),
  );
}

export const handler = deployed(buildAudit);
