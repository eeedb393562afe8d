import { closedObject } from './objects.ts';

/** The schema of the whole body of a success with this data. */
export const successWith = <const Data extends object>(data: Data) =>
  closedObject('A success.', {
    success: { const: true, description: 'The call succeeded.' },
    message: { type: 'string', description: 'What was done, for a person.' },
    data,
  });
