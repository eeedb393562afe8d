import { LISTS_FOR_CALLERS, NUMBERS_FOR_CALLERS } from '../../parts/for-callers.ts';
import { BRANCH_MEANINGS, MEANINGS } from '../../parts/meanings.ts';
import { type Json, mapValues, pascal, refTo, typed } from './json.ts';

/** Where a schema stands: in which part of the request, and what the names of its branches end in. */
export interface Place {
  part: 'body' | 'query' | 'path' | 'headers' | 'event';
  suffix?: string;
}

/** The schemas of requests, as callers are told them. */
export interface RequestSchemas {
  of: (schema: Json, place: Place) => Json;
  components: Record<string, Json>;
}

interface Branch extends Json {
  required?: string[];
  properties: Record<string, Json>;
}

interface Union extends Json {
  required?: string[];
  oneOf: Branch[];
  discriminator: { propertyName: string };
}

/**
 * Those that have a name become components, and so do the branches of a union, which a discriminator names.
 */
export function openRequestSchemas(names: Map<object, string>): RequestSchemas {
  const components: Record<string, Json> = {};

  function schemaOf(schema: Json, place: Place): Json {
    const name = names.get(schema);
    if (!name) return described(schema, place);
    components[name] ??= described(schema, place);
    return refTo('schemas', name);
  }

  function described(schema: Json, place: Place): Json {
    const forCallers = NUMBERS_FOR_CALLERS.get(schema) ?? LISTS_FOR_CALLERS.get(schema);
    if (forCallers) return typedAll(forCallers as Json);
    if (schema.discriminator) return unionOf(schema as Union, place);
    const { properties, items } = schema;
    return {
      ...typed(withoutSurrogates(schema)),
      ...(properties !== undefined && { properties: membersOf(properties as Record<string, Json>, place) }),
      ...(items !== undefined && { items: schemaOf(items as Json, { ...place, suffix: 'Item' }) }),
    };
  }

  function membersOf(members: Record<string, Json>, place: Place): Record<string, Json> {
    return mapValues(members, (member, name) => ({
      ...schemaOf(member, place),
      description: meaningOf(member, name, place),
    }));
  }

  /** Each branch says by itself what all of them need. */
  function unionOf({ oneOf, discriminator, required = [] }: Union, place: Place): Json {
    const { propertyName } = discriminator;
    const mapping = oneOf.map((branch) => {
      const value = String(branch.properties[propertyName]?.const);
      const name = `${pascal(value)}${place.suffix ?? 'Instruction'}`;
      components[name] = {
        type: 'object',
        ...described(branch, place),
        description: meaningOfBranch(value),
        required: [...new Set([...required, ...(branch.required ?? [])])],
      };
      return [value, refTo('schemas', name).$ref] as const;
    });
    return {
      oneOf: mapping.map(([, $ref]) => ({ $ref })),
      discriminator: { propertyName, mapping: Object.fromEntries(mapping) },
    };
  }

  return { of: schemaOf, components };
}

/** Each alternative says its type. */
function typedAll({ anyOf, ...schema }: Json): Json {
  return anyOf ? { ...schema, anyOf: (anyOf as Json[]).map(typedAll) } : typed(withItems(schema));
}

function withItems({ items, ...schema }: Json): Json {
  return items ? { ...schema, items: typed(items as Json) } : schema;
}

/** @throws Error for a member that is not explained yet */
export function meaningOf({ description }: Json, name: string, { part }: Place): string {
  const meaning = MEANINGS[`${part}.${name}`] ?? MEANINGS[name];
  if (!meaning) throw new Error(`MEANINGS in schemas/parts/meanings.ts lacks ${part}.${name}.`);
  // That an id must be an id says nothing.
  const isTold = description === undefined || String(description).startsWith('the id of');
  return isTold ? meaning : `${meaning} It must be ${description}.`;
}

function meaningOfBranch(value: string): string {
  const meaning = BRANCH_MEANINGS[value];
  if (!meaning) throw new Error(`BRANCH_MEANINGS in schemas/parts/meanings.ts lacks ${value}.`);
  return meaning;
}

/**
 * Lone surrogates cannot be sent as UTF-8, and not every tool that reads the description knows their class.
 */
function withoutSurrogates({ pattern, ...schema }: Json): Json {
  return pattern === undefined || String(pattern).includes('Surrogate') ? schema : { ...schema, pattern };
}
