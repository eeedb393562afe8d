import { closeSync, openSync, writeSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { orderOf } from '../libs/http/order.ts';
import { KINDS } from '../libs/payouts/audit/kinds.ts';
import { type AuditPlace, type AuditReport, mendOf, quote } from '../libs/payouts/audit/report.ts';
import { audit } from '../libs/workflows/audit/audit.ts';
import { optionsFor } from '../libs/workflows/audit/where.ts';
import isCall from '../schemas/compiled/audit.js';
import { createProgress, soManyOf } from '../terminal/progress.ts';
import { runScript } from '../terminal/run-script.ts';
import { showEstimate, showReport } from './audit-page.ts';
import { limitsOf } from './limits.ts';
import { openTarget, TARGET_OPTIONS, TARGET_USAGE, tellError } from './target.ts';

const USAGE = `Usage: npm run audit -- ${TARGET_USAGE}
  [--json] [--findings <file>] [--from '<next of a report>'] [--read-units <a second>]`;

/** What is left of the time after Ctrl-C: enough for the page that is being read, and for no other. */
const LAST_MS = 5000;

/** Exit codes: the worst that was found, or that it was not carried out to the end. */
const EXIT = { nothing: 0, warnings: 1, errors: 2, unfinished: 3 };

function readOptions() {
  const { values } = parseArgs({
    options: {
      ...TARGET_OPTIONS,
      json: { type: 'boolean', default: false },
      findings: { type: 'string' },
      from: { type: 'string' },
      'read-units': { type: 'string' },
    },
  });
  const { json, findings, from, 'read-units': units } = values;
  const unitsPerSecond = units === undefined ? undefined : Number(units);
  if (unitsPerSecond !== undefined && !(unitsPerSecond > 0))
    throw new Error(`${units} is no number of read units.`);
  const { store, where } = openTarget(values);
  return { store, where, isJson: json === true, file: findings, place: placeIn(from), unitsPerSecond };
}

function placeIn(from: string | undefined): AuditPlace {
  const { stage = 'tables', after } = orderOf(isCall, from === undefined ? {} : parsed(from));
  return { stage, ...(after !== undefined && { after }) };
}

function parsed(from: string): unknown {
  try {
    return JSON.parse(from);
  } catch {
    throw new Error('--from takes the next of a report, such as \'{"stage":"payouts"}\'.');
  }
}

/**
 * `npm run audit`: the audit of `functions/workers/audit.ts` from this machine, without its limit of time.
 */
async function main(): Promise<number> {
  const { store, where, isJson, file, place, unitsPerSecond } = readOptions();
  const target = [where, ...optionsFor(store.tables)].join(' ');
  let isStopped = false;
  process.once('SIGINT', () => {
    isStopped = true;
  });
  const remainingMs = () => (isStopped ? LAST_MS : Number.POSITIVE_INFINITY);
  let expected = 0;
  const progress = createProgress(process.stderr);
  const findings = file === undefined ? undefined : openSync(file, 'w');
  const source = { store: { ...store, remainingMs }, limits: limitsOf(process.env) };
  const report = await audit(source, place, {
    where,
    unitsPerSecond,
    onEstimate: (estimate) => {
      expected = estimate.records;
      process.stderr.write(showEstimate(estimate, store.tables));
    },
    onPage: ({ stage, records }) => progress.show(`${stage}: ${soManyOf(records, expected)} records`),
    onFinding: (finding) => {
      const { severity } = KINDS[finding.kind];
      const line = { severity, ...finding, mend: mendOf(finding, target) };
      if (findings !== undefined) writeSync(findings, `${JSON.stringify(line)}\n`);
    },
  }).finally(() => progress.clear());
  if (findings !== undefined) closeSync(findings);
  process.stdout.write(isJson ? `${JSON.stringify(report, undefined, 2)}\n` : showReport(report));
  if (report.next) process.stderr.write(tellNext(report.next, target));
  return exitCodeOf(report);
}

function tellNext(next: AuditPlace, where: string): string {
  return `Stopped. The rest: npm run audit -- --from ${quote(JSON.stringify(next))} ${where}\n`;
}

function exitCodeOf({ errors, warnings, next }: AuditReport): number {
  if (next) return EXIT.unfinished;
  if (errors > 0) return EXIT.errors;
  return warnings > 0 ? EXIT.warnings : EXIT.nothing;
}

await runScript(
  { name: 'npm run audit --', usage: USAGE, failsWith: EXIT.unfinished, tell: tellError },
  main,
);
