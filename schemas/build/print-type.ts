/** A JSON Schema, as far as ours go. */
export interface JsonSchema {
  description?: string;
  type?: string | readonly string[];
  const?: unknown;
  enum?: readonly unknown[];
  anyOf?: readonly JsonSchema[];
  oneOf?: readonly JsonSchema[];
  items?: JsonSchema;
  properties?: Readonly<Record<string, JsonSchema>>;
  required?: readonly string[];
}

/** How schemas are called that have a name of their own, wherever they stand in another one. */
export type Names = ReadonlyMap<object, string>;

/** The TypeScript declaration of a schema under this name, with every description as a comment. */
export function declareType(name: string, schema: JsonSchema, names: Names): string {
  const shape = printShape(schema, names);
  const declaration = schema.properties ? `interface ${name} ${shape}` : `type ${name} = ${shape};`;
  return `${comment(schema)}export ${declaration}\n`;
}

/** The TypeScript type of a schema: its name, or else its shape. */
export function printType(schema: JsonSchema, names: Names): string {
  return names.get(schema) ?? printShape(schema, names);
}

function printShape(schema: JsonSchema, names: Names): string {
  const { const: constant, enum: values, items, properties, type = 'unknown' } = schema;
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (constant !== undefined) return JSON.stringify(constant);
  if (values) return union(values.map((value) => JSON.stringify(value)));
  if (alternatives) return union(alternatives.map((one) => printType(inherit(one, schema), names)));
  if (items) return `Array<${printType(items, names)}>`;
  if (properties) return printMembers(properties, schema.required ?? [], names);
  return union([type].flat().map((one) => (one === 'integer' ? 'number' : one)));
}

/** What the whole requires, each of its alternatives requires too. */
function inherit(alternative: JsonSchema, { required }: JsonSchema): JsonSchema {
  return required
    ? { ...alternative, required: [...required, ...(alternative.required ?? [])] }
    : alternative;
}

function printMembers(
  properties: Readonly<Record<string, JsonSchema>>,
  required: readonly string[],
  names: Names,
): string {
  const members = Object.entries(properties).map(([name, schema]) => {
    const mark = required.includes(name) ? '' : '?';
    return `${comment(schema)}${name}${mark}: ${printType(schema, names)};\n`;
  });
  return `{\n${members.join('')}}`;
}

function union(types: readonly string[]): string {
  return types.join(' | ');
}

function comment({ description }: JsonSchema): string {
  return description ? `/** ${description} */\n` : '';
}
