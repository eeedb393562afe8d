import { type Json, mapValues, pascal, refTo, typed } from './json.ts';

/** The schemas of answers, as callers are told them. Those that have a name become components, once. */
export interface AnswerSchemas {
  of: (schema: Json) => Json;
  components: Record<string, Json>;
}

/**
 * What a caller may rely on. The tests hold answers against the closed schemas; for callers, members may be
 * added.
 */
export function openAnswerSchemas(names: Map<object, string>): AnswerSchemas {
  const components: Record<string, Json> = {};

  function schemaOf(schema: Json): Json {
    const name = names.get(schema);
    if (!name) return isErrorUnion(schema) ? errorOf(schema) : opened(schema);
    components[name] ??= opened(schema);
    return refTo('schemas', name);
  }

  function opened({ additionalProperties: _, ...schema }: Json): Json {
    const { properties, items, anyOf, oneOf } = schema;
    return {
      ...typed(schema),
      ...(properties !== undefined && {
        properties: mapValues(properties as Record<string, Json>, schemaOf),
      }),
      ...(items !== undefined && { items: schemaOf(items as Json) }),
      ...(Array.isArray(anyOf) && { anyOf: anyOf.map(schemaOf) }),
      ...(Array.isArray(oneOf) && { oneOf: oneOf.map(schemaOf) }),
    };
  }

  /** An error with members of its own, as a part of a larger answer. */
  function errorOf({ oneOf }: ErrorUnion): Json {
    const { code: _, details: __, ...members } = oneOf[0]?.properties ?? {};
    const own = { type: 'object', required: Object.keys(members), properties: mapValues(members, schemaOf) };
    return { allOf: [refTo('schemas', 'KnownError'), own] };
  }

  return { of: schemaOf, components };
}

interface ErrorUnion extends Json {
  oneOf: { properties: Record<string, Json> }[];
}

function isErrorUnion(schema: Json): schema is ErrorUnion {
  const { oneOf } = schema as Partial<ErrorUnion>;
  return oneOf?.every(({ properties }) => properties?.code?.const !== undefined) ?? false;
}

/** The names of the schemas that a module exports: those of whole objects. */
export function namesIn(module: Json): [object, string][] {
  const schemas = Object.entries(module).filter(([name, value]) => {
    const isObject = (value as Json | null)?.type === 'object' && (value as Json).properties !== undefined;
    return isObject && name !== 'data' && name !== 'schema';
  });
  return schemas.map(([name, value]) => [value as object, pascal(name)]);
}
