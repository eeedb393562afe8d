import { type Comparison, misfits, resolved, type Schema } from './fit.ts';
import type { Json } from './json.ts';

/** A change after which a program that was written for the old description may fail. */
export interface Breach {
  /** As in `GET /payouts/balance`; a webhook has its name for a path. */
  operation: string;
  change: string;
}

interface Content {
  content?: Record<string, { schema: Schema }>;
  headers?: Json;
}

interface Parameter extends Json {
  name: string;
  in: string;
  required?: boolean;
  schema: Schema;
}

interface Operation extends Json {
  operationId: string;
  security?: Record<string, string[]>[];
  parameters?: Parameter[];
  requestBody?: Content;
  responses: Record<string, Content & Json>;
}

type Items = Record<string, Record<string, Operation>>;

/** The old and the new form of one operation, each with the document that its references lead into. */
interface Change {
  before: Operation;
  after: Operation;
  released: Json;
  current: Json;
}

/** Every breaking change between the released description and the current one. */
export function breaches(released: Json, current: Json): Breach[] {
  const now = operationsOf(current);
  return Object.entries(operationsOf(released)).flatMap(([operation, before]) => {
    const after = now[operation];
    const changes = after ? changesOf({ before, after, released, current }) : ['it is removed'];
    return [...new Set(changes)].map((change) => ({ operation, change }));
  });
}

function operationsOf({ paths, webhooks }: Json): Record<string, Operation> {
  const items = Object.entries({ ...(paths as Items), ...(webhooks as Items) });
  return Object.fromEntries(
    items.flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation]),
    ),
  );
}

function changesOf(change: Change): string[] {
  const { before, after } = change;
  const renamed = before.operationId === after.operationId ? [] : [`it is called ${after.operationId}`];
  return [
    ...renamed,
    ...securityChanges(change),
    ...parameterChanges(change),
    ...bodyChanges(change),
    ...answerChanges(change),
  ];
}

/** A token that sufficed must suffice. */
function securityChanges({ before, after }: Change): string[] {
  const [old = {}] = before.security ?? [];
  const needed = Object.entries(after.security?.[0] ?? {});
  const isLess = ([scheme, scopes]: [string, string[]]) =>
    scopes.some((scope) => !old[scheme]?.includes(scope));
  return needed.some((need) => !(need[0] in old) || isLess(need)) ? ['it needs another token'] : [];
}

function parameterChanges({ before, after, released, current }: Change): string[] {
  const old = parametersOf(before, released);
  const now = parametersOf(after, current);
  const added = Object.entries(now).filter(([name, { required }]) => required && !old[name]?.required);
  const changed = Object.entries(old).flatMap(([name, { schema }]) => {
    const parameter = now[name];
    if (!parameter) return [`${name} is removed`];
    return told(name, schema, parameter.schema, takes(released, current));
  });
  return [...added.map(([name]) => `${name} is required`), ...changed];
}

function parametersOf({ parameters = [] }: Operation, document: Json): Record<string, Parameter> {
  const all = parameters.map((parameter) => resolved(parameter, document));
  return Object.fromEntries(all.map((parameter) => [`${parameter.in} ${parameter.name}`, parameter]));
}

function bodyChanges({ before, after, released, current }: Change): string[] {
  if (!before.requestBody) return after.requestBody ? ['it needs a body'] : [];
  return contentChanges('body', before.requestBody, after.requestBody ?? {}, (old, now) =>
    told('body', old, now, takes(released, current)),
  );
}

function answerChanges({ before, after, released, current }: Change): string[] {
  const added = Object.keys(after.responses).filter((status) => status < '300' && !before.responses[status]);
  const changed = Object.entries(before.responses).flatMap(([status, reference]) => {
    const place = `answer ${status}`;
    const old = resolved(reference, released);
    const now = after.responses[status] && resolved(after.responses[status], current);
    if (!now) return [`${place} is removed`];
    const headers = Object.keys(old.headers ?? {}).filter((name) => !(name in (now.headers ?? {})));
    return [
      ...headers.map((name) => `${place}: the header ${name} is removed`),
      ...contentChanges(place, old, now, (schema, other) =>
        // The other way around: whatever comes now must be what a caller of the old description expects.
        told(place, other, schema, { narrowDocument: current, wideDocument: released, isAnswer: true }),
      ),
    ];
  });
  return [...added.map((status) => `answer ${status} is new`), ...changed];
}

/** What was taken must be taken. */
function takes(released: Json, current: Json): Comparison {
  return { narrowDocument: released, wideDocument: current, isAnswer: false };
}

function contentChanges(
  place: string,
  before: Content,
  after: Content,
  compare: (before: Schema, after: Schema) => string[],
): string[] {
  return Object.entries(before.content ?? {}).flatMap(([type, { schema }]) => {
    const now = after.content?.[type];
    return now ? compare(schema, now.schema) : [`${place}: ${type} is removed`];
  });
}

function told(place: string, narrow: Schema, wide: Schema, comparison: Comparison): string[] {
  return misfits(narrow, wide, comparison).map(({ at, why }) => `${place}${at && ` ${at}`}: ${why}`);
}

/**
 * The breaking changes that the changelog's first section does not name, in an entry with the word
 * "breaking".
 */
export function unnamed(changes: Breach[], changelog: string): Breach[] {
  const [, section = ''] = changelog.split(/^## /m);
  const entries = section.split(/^- /m).map((entry) => entry.replace(/\s+/g, ' '));
  const isNamed = ({ operation }: Breach) =>
    entries.some((entry) => /\bbreaking\b/i.test(entry) && entry.includes(`\`${operation}\``));
  return changes.filter((change) => !isNamed(change));
}
