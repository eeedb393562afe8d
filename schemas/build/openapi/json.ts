/** A part of the description, or a schema before it becomes one. */
export type Json = Record<string, unknown>;

/** The name of a component or a type: `requested-payout` and `requestedPayout` are `RequestedPayout`. */
export function pascal(name: string): string {
  return name.replace(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** A reference to a component. */
export function refTo(kind: string, name: string): { $ref: string } {
  return { $ref: `#/components/${kind}/${name}` };
}

/** The members with their values made anew. */
export function mapValues<Value, Result>(
  members: Record<string, Value>,
  make: (value: Value, name: string) => Result,
): Record<string, Result> {
  return Object.fromEntries(Object.entries(members).map(([name, value]) => [name, make(value, name)]));
}

/** The schema with the type of its values, which an `enum` or a `const` leaves unsaid. */
export function typed(schema: Json): Json {
  const { enum: values, const: value } = schema;
  return {
    ...(Array.isArray(values) && { type: typeOf(values) }),
    ...(value !== undefined && { type: typeOf([value]) }),
    ...schema,
  };
}

function typeOf(values: unknown[]): string | string[] {
  const types = [...new Set(values.map((value) => (value === null ? 'null' : typeof value)))];
  return types.length === 1 ? String(types[0]) : types;
}
