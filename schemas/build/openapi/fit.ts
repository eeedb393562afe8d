import type { Json } from './json.ts';

/** A schema of a description, as far as two are compared. */
export interface Schema extends Json {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  description?: string;
  pattern?: string;
  required?: string[];
  properties?: Record<string, Schema>;
  additionalProperties?: boolean;
  items?: Schema;
  oneOf?: Schema[];
  anyOf?: Schema[];
  allOf?: Schema[];
}

/** What is compared: each schema is looked up in its own document. */
export interface Comparison {
  narrowDocument: Json;
  wideDocument: Json;
  /** Whether these are answers: their open lists may grow, and none of their members may vanish. */
  isAnswer: boolean;
}

/** What does not fit: where in the body, and why. */
export interface Misfit {
  at: string;
  why: string;
}

/** Every way in which a value may be one of the narrow schema and not one of the wide schema. */
export function misfits(narrowRef: Schema, wideRef: Schema, comparison: Comparison, at = ''): Misfit[] {
  const narrow = resolved(narrowRef, comparison.narrowDocument);
  const wide = resolved(wideRef, comparison.wideDocument);
  if (isUnion(narrow) || isUnion(wide)) {
    return misfitsOfBranches(branchesOf(narrow, narrowRef), branchesOf(wide, wideRef), comparison, at);
  }
  const faults = [
    ...typeFaults(narrow, wide),
    ...valueFaults(narrow, wide, comparison),
    ...limitFaults(narrow, wide),
    ...memberFaults(narrow, wide, comparison),
  ];
  const parts = pairsInside(narrow, wide, at);
  return [
    ...faults.map((why) => ({ at, why })),
    ...parts.flatMap(([one, other, inside]) => misfits(one, other, comparison, inside)),
  ];
}

/** What a reference leads to, or the value itself. */
export function resolved<Part extends Json>(part: Part, document: Json): Part {
  if (typeof part.$ref !== 'string') return part;
  const [, ...names] = part.$ref.split('/');
  return names.reduce((node, name) => node[name] as Json, document) as Part;
}

function isUnion({ oneOf, anyOf }: Schema): boolean {
  return oneOf !== undefined || anyOf !== undefined;
}

/** A schema that is no union is a union of one, which is known by its reference. */
function branchesOf(schema: Schema, reference: Schema): Schema[] {
  return schema.oneOf ?? schema.anyOf ?? [reference];
}

function misfitsOfBranches(narrow: Schema[], wide: Schema[], comparison: Comparison, at: string): Misfit[] {
  return narrow.flatMap((branch) => {
    const name = nameOf(branch);
    const counterpart = wide.find((other) => nameOf(other) === name);
    if (counterpart) return misfits(branch, counterpart, comparison, at);
    if (isNewCode(branch, comparison)) return [];
    const fits = wide.some((other) => misfits(branch, other, comparison, at).length === 0);
    return fits ? [] : [{ at, why: `${name} is ${comparison.isAnswer ? 'new' : 'no longer taken'}` }];
  });
}

function nameOf({ $ref, type, properties }: Schema): string {
  return $ref?.split('/').at(-1) ?? String(type ?? Object.keys(properties ?? {}));
}

/** The codes of errors are an open list. */
function isNewCode(branch: Schema, { narrowDocument, isAnswer }: Comparison): boolean {
  const { properties, oneOf } = resolved(branch, narrowDocument);
  return isAnswer && (oneOf !== undefined || properties?.code !== undefined);
}

function typeFaults({ type }: Schema, wide: Schema): string[] {
  if (wide.type === undefined) return [];
  const taken = [wide.type].flat();
  const isTaken = (name: string) => taken.includes(name) || (name === 'integer' && taken.includes('number'));
  const others = type === undefined ? ['any type'] : [type].flat().filter((name) => !isTaken(name));
  return others.map((name) => `${name} is not ${taken.join(' or ')}`);
}

const OPEN = /may be added|list is open/;

function valueFaults(narrow: Schema, wide: Schema, { isAnswer }: Comparison): string[] {
  const taken = valuesOf(wide);
  if (!taken || (isAnswer && OPEN.test(wide.description ?? ''))) return [];
  const values = valuesOf(narrow);
  if (!values) return [`it is not one of ${taken.join(', ')}`];
  return values.filter((value) => !taken.includes(value)).map((value) => `${value} is not in the list`);
}

function valuesOf({ enum: values, const: value }: Schema): unknown[] | undefined {
  return value === undefined ? values : [value];
}

const LOWER = ['minimum', 'minLength', 'minItems', 'minProperties'];
const UPPER = ['maximum', 'maxLength', 'maxItems', 'maxProperties'];

function limitFaults(narrow: Schema, wide: Schema): string[] {
  const limit = (schema: Schema, name: string, otherwise: number) => (schema[name] ?? otherwise) as number;
  const { POSITIVE_INFINITY: most, NEGATIVE_INFINITY: least } = Number;
  const lower = LOWER.filter((name) => limit(wide, name, least) > limit(narrow, name, least));
  const upper = UPPER.filter((name) => limit(wide, name, most) < limit(narrow, name, most));
  const faults = [...lower, ...upper].map((name) => `its ${name} is stricter`);
  return hasForm(narrow, wide) ? faults : [...faults, 'its form is different'];
}

/** Two patterns cannot be compared, so a different one is taken for a stricter one; values can be tried. */
function hasForm(narrow: Schema, { pattern }: Schema): boolean {
  if (pattern === undefined || pattern === narrow.pattern) return true;
  const form = new RegExp(pattern, 'u');
  return valuesOf(narrow)?.every((value) => form.test(String(value))) ?? false;
}

function memberFaults(narrow: Schema, wide: Schema, { isAnswer }: Comparison): string[] {
  const [given, taken] = [narrow.properties ?? {}, wide.properties ?? {}];
  const surely = narrow.required ?? [];
  const missing = (wide.required ?? []).filter((name) => !surely.includes(name));
  const isClosed = wide.additionalProperties === false;
  const refused = isClosed ? Object.keys(given).filter((name) => !(name in taken)) : [];
  const vanished = isAnswer
    ? Object.keys(taken).filter((name) => !(name in given) && !missing.includes(name))
    : [];
  return [
    ...missing.map((name) => `${name} is ${isAnswer ? 'no longer always there' : 'required'}`),
    ...refused.map((name) => `${name} is refused`),
    ...(isClosed && narrow.additionalProperties !== false ? ['other members are refused'] : []),
    ...vanished.map((name) => `${name} is removed`),
  ];
}

/** The parts that both have: members, items, and what all of it must be. */
function pairsInside(narrow: Schema, wide: Schema, at: string): [Schema, Schema, string][] {
  const { properties: given = {}, items, allOf = [] } = narrow;
  const members = Object.entries(wide.properties ?? {}).flatMap(([name, member]) => {
    const other = given[name];
    return other ? [[other, member, at ? `${at}.${name}` : name] as [Schema, Schema, string]] : [];
  });
  const all = allOf.flatMap((part, index) => {
    const other = wide.allOf?.[index];
    return other ? [[part, other, at] as [Schema, Schema, string]] : [];
  });
  const ofItems: [Schema, Schema, string][] = items && wide.items ? [[items, wide.items, `${at}[]`]] : [];
  return [...members, ...ofItems, ...all];
}
