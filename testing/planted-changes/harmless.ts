import { type Change, LIST, operation, parameter, REQUEST, schema } from './document.ts';

/** What breaks no caller who follows the description: none of them may be reported. */
export const HARMLESS: [what: string, change: Change][] = [
  ['nothing', () => {}],
  ['other words', (document) => Object.assign(document.info, { description: 'Other words.' })],
  ['another example', ({ components }) => Object.assign(components.examples, { internal: { value: {} } })],
  ['a new path', ({ paths }) => Object.assign(paths, { '/payouts/new': paths['/payouts'] })],
  [
    'a new member of an answer',
    (document) => {
      schema(document, 'Balance').properties.currency = { type: 'string' };
      schema(document, 'Balance').required.push('currency');
    },
  ],
  [
    'a new optional member of a request',
    (document) =>
      Object.assign(schema(document, 'RequestPayoutBody').properties, { memo: { type: 'string' } }),
  ],
  [
    'a new filter',
    (document) =>
      operation(document, LIST).parameters.push({ name: 'from', in: 'query', schema: { type: 'string' } }),
  ],
  [
    'a longer list of values in a request',
    (document) => schema(document, 'RequestPayoutBody').properties.payment_method.enum.push('wire'),
  ],
  [
    'a value more in an open list of an answer',
    (document) => schema(document, 'Payout').properties.payment_method.enum.push('wire'),
  ],
  [
    'a form that has room for every value of the list before',
    (document) => {
      const { schema: values } = parameter(document, LIST, 'status');
      delete values.enum;
      values.pattern = '^[a-z]+(?:,[a-z]+)*$';
    },
  ],
  ['a wider limit', (document) => Object.assign(parameter(document, LIST, 'limit').schema, { maximum: 200 })],
  [
    'a new status of failure',
    (document) => {
      operation(document, LIST).responses['409'] = operation(document, REQUEST).responses['409'];
    },
  ],
  [
    'a new code of an error',
    (document) => {
      const branch = { ...schema(document, 'InternalError'), properties: { code: { const: 'new' } } };
      Object.assign(document.components.schemas, { NewError: branch });
      schema(document, 'KnownError').oneOf.push({ $ref: '#/components/schemas/NewError' });
      const { schema: failure } = operation(document, REQUEST).responses['400'].content['application/json'];
      failure.properties.error.oneOf.push({ $ref: '#/components/schemas/NewError' });
    },
  ],
  [
    'a new action',
    (document) => {
      const branch = { ...schema(document, 'StartInstruction'), properties: { action: { const: 'new' } } };
      Object.assign(document.components.schemas, { NewInstruction: branch });
      schema(document, 'ProcessPayoutBody').oneOf.push({ $ref: '#/components/schemas/NewInstruction' });
    },
  ],
];
