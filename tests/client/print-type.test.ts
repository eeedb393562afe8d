import { expect, it } from 'vitest';
import { declareType, type JsonSchema, printType } from '../../schemas/build/print-type.ts';

const named = { type: 'object', properties: {} };
const NAMES = new Map([[named, 'Named']]);

it.each<[JsonSchema, string]>([
  [{ type: 'string' }, 'string'],
  [{ type: 'integer' }, 'number'],
  [{ type: ['string', 'null'] }, 'string | null'],
  [{ const: false }, 'false'],
  [{ enum: ['paypal', null] }, '"paypal" | null'],
  [{}, 'unknown'],
  [named, 'Named'],
  [{ type: 'array', items: named }, 'Array<Named>'],
  [{ anyOf: [named, { type: 'null' }] }, 'Named | null'],
  [{ type: 'array', items: { enum: [1, 2] } }, 'Array<1 | 2>'],
  [
    { type: 'object', required: ['a'], properties: { a: { type: 'boolean' }, b: named } },
    '{\na: boolean;\nb?: Named;\n}',
  ],
  [{ properties: { a: { type: 'null', description: 'Nothing.' } } }, '{\n/** Nothing. */\na?: null;\n}'],
])('%j is printed as a type', (schema, type) => {
  expect(printType(schema, NAMES)).toBe(type);
});

it('what the whole requires is required in each alternative', () => {
  const start = { required: ['at'], properties: { action: { const: 'start' }, at: { type: 'string' } } };
  const fail = { properties: { action: { const: 'fail' }, why: { type: 'string' } } };
  const type = printType({ required: ['action'], oneOf: [start, fail] }, NAMES);
  expect(type).toBe('{\naction: "start";\nat: string;\n} | {\naction: "fail";\nwhy?: string;\n}');
});

it('an object is declared as an interface, and anything else as a type', () => {
  const object = { description: 'What it is.', properties: { a: named } };
  expect(declareType('Thing', object, NAMES)).toBe(
    '/** What it is. */\nexport interface Thing {\na?: Named;\n}\n',
  );
  expect(declareType('Id', { type: 'string' }, NAMES)).toBe('export type Id = string;\n');
});
