import { NOTHING, type Severity } from '../libs/payouts/audit/kind.ts';
import type { AuditReport, KindReport } from '../libs/payouts/audit/report.ts';
import type { Estimate } from '../libs/store/audit/estimate.ts';
import type { AuditedTable } from '../libs/store/audit/pages.ts';
import { count } from '../terminal/progress.ts';

/** As many findings of a kind are shown to people. */
const SHOWN_MAX = 5;

const HEADINGS: Record<Severity, string> = {
  error: 'ERRORS: mend these before money moves here.',
  warning: 'WARNINGS: a person should look at these.',
  note: 'NOTES: these are read as they were meant.',
};

/** What an audit says before it starts. */
export function showEstimate(
  { records, read_units, usd, minutes }: Estimate,
  { affiliates, balances, payouts }: Record<AuditedTable, string>,
): string {
  const price = `$${usd.toFixed(2)} or less if the tables are on demand`;
  return `The audit reads about ${count(records)} records of ${affiliates}, ${balances} and ${payouts}: ${count(read_units)} read units, ${price}, in about ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.
It changes nothing. If ids are there twice, it reads about as much again, to name the records.
`;
}

/** The report for people: what was found, what it means, and what mends it, the worst first. */
export function showReport(report: AuditReport): string {
  const severities = (Object.keys(HEADINGS) as Severity[]).map((severity) => {
    const kinds = report.kinds.filter((kind) => kind.severity === severity);
    return kinds.length > 0 ? `${HEADINGS[severity]}\n\n${kinds.map(showKind).join('\n')}\n` : '';
  });
  return `${severities.join('')}${showCounts(report)}\n`;
}

function showKind({ kind, count: found, means, examples }: KindReport): string {
  const shown = examples.slice(0, SHOWN_MAX);
  const others = found - shown.length;
  const [mend = NOTHING] = shown.map((example) => example.mend);
  return [
    `${kind}: ${count(found)}`,
    `  ${means}`,
    ...shown.map(({ id, why }) => `  - ${id}: ${why}`),
    ...(others > 0 ? [`  - and ${count(others)} more; --findings <file> writes down all of them`] : []),
    ...(mend === NOTHING ? [] : [`  → ${mend}`]),
    '',
  ].join('\n');
}

function showCounts({ read, read_units, errors, warnings, notes }: AuditReport): string {
  const records = read.affiliates + read.balances + read.payouts;
  const found = `${plural(errors, 'error')}, ${plural(warnings, 'warning')} and ${plural(notes, 'note')}`;
  return `${found} in ${count(records)} records, for ${count(read_units)} read units.`;
}

function plural(number: number, word: string): string {
  return `${count(number)} ${word}${number === 1 ? '' : 's'}`;
}
