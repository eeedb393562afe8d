import type { Finding } from './finding.ts';
import type { KindDetails, Severity } from './kind.ts';
import { KINDS, type Kind } from './kinds.ts';

/** As many findings of a kind are named in a report; the others are counted. */
const EXAMPLES_MAX = 20;

/** The parts of an audit, in their order. */
export const STAGES = ['tables', 'affiliates', 'balances', 'payouts', 'groups'] as const;

/** Where an audit goes on: in a stage and, if it reads a table, after the record of this id. */
export interface AuditPlace {
  stage: (typeof STAGES)[number];
  after?: string;
}

/** One finding in a report, and the command that mends it. */
export type Example = Pick<Finding, 'id' | 'why'> & { mend: string };

/** One kind of finding in a report: how often, and some of them. */
export interface KindReport extends Omit<KindDetails, 'mend'> {
  kind: Kind;
  count: number;
  examples: Example[];
}

/**
 * What an audit has found: `errors`, `warnings` and `notes` count findings, and `kinds` has each kind, the
 * worst first. `read` counts the records that were read; `next` is where to go on, null at the end.
 */
export interface AuditReport {
  read: { affiliates: number; balances: number; payouts: number };
  read_units: number;
  errors: number;
  warnings: number;
  notes: number;
  kinds: KindReport[];
  next: AuditPlace | null;
}

/** How often each kind was found, with some of the findings. */
export type Tally = Map<Kind, { count: number; examples: Finding[] }>;

/** Counts a finding, and keeps it if it is one of the first of its kind. */
export function countFinding(tally: Tally, finding: Finding): void {
  const found = tally.get(finding.kind) ?? { count: 0, examples: [] };
  found.count += 1;
  if (found.examples.length < EXAMPLES_MAX) found.examples.push(finding);
  tally.set(finding.kind, found);
}

/**
 * The kinds that were found, the worst first. `where` names database and tables, as the commands take it.
 */
export function kindsIn(tally: Tally, where = ''): KindReport[] {
  const found = (Object.keys(KINDS) as Kind[]).flatMap((kind) => {
    const { count, examples = [] } = tally.get(kind) ?? {};
    if (count === undefined) return [];
    const { severity, means } = KINDS[kind];
    const named = examples.map((finding) => ({
      id: finding.id,
      why: finding.why,
      mend: mendOf(finding, where),
    }));
    return [{ kind, severity, means, count, examples: named }];
  });
  return found.toSorted((one, other) => rankOf(one.severity) - rankOf(other.severity));
}

/** How many findings of this severity there are. */
export function countOf(kinds: readonly KindReport[], severity: Severity): number {
  return kinds.filter((kind) => kind.severity === severity).reduce((sum, { count }) => sum + count, 0);
}

function rankOf(severity: Severity): number {
  return ['error', 'warning', 'note'].indexOf(severity);
}

/** The command that mends this one. `where` names database and tables. */
export function mendOf(finding: Finding, where: string): string {
  const { kind, id, attribute, table } = finding;
  const words: Record<string, string | undefined> = { id, table, attribute };
  const options: Record<string, string> = { where, elsewhere: elsewhere(finding, where) };
  const filled = KINDS[kind].mend.replace(
    /\{(id|table|attribute|where|elsewhere)\}/g,
    (_, part) => options[part] ?? quote(words[part] ?? `<${part}>`),
  );
  return filled.trimEnd().replace(/ --$/, '');
}

/** Database and tables, with a blank for the name of this table. */
function elsewhere({ id, key }: Finding, where: string): string {
  const option = `--${key}-table`;
  const given = `${option} ${quote(id)}`;
  const blank = `${option} <name>`;
  return where.includes(given) ? where.replace(given, blank) : `${where} ${blank}`.trimStart();
}

/** Text as one word of a shell. */
export function quote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
