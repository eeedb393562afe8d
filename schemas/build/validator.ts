/** What a compiled schema says of one fault: where, by which rule, and the part of the schema that was broken. */
export interface SchemaFault {
  instancePath: string;
  keyword: string;
  message?: string;
  params: { missingProperty?: string; additionalProperty?: string };
  parentSchema?: { description?: string };
}

/** A schema compiled at build: answers whether a value has the shape, and keeps the faults of the last call. */
export interface Validator<Shape> {
  (value: unknown): value is Shape;
  errors?: SchemaFault[] | null;
}
